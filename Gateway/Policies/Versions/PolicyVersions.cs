using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Writes;

namespace Gateway.Policies.Versions;

/// <summary>The story of a policy: written as a draft, put in force, brought back. What was in force once stays as it was.</summary>
internal sealed partial class PolicyVersions(
    PolicyVersionsReader reader, PolicyReload reload, PolicySeed seed, CommitQueue queue, TimeProvider clock, ILogger<PolicyVersions> logger)
{
    private const string Create = "$create";
    private const string RollBack = "$roll-back";
    private const string Taken = "Another version has this name: give the document a version of its own, because decisions cite it.";
    private const string NotADraft = "This version was put in force: it stays as it is. Write a draft, or roll back to it.";
    private const string Raced = "Somebody else changed the policy at the same time. Look at it again.";
    private const string Once = "The configuration makes its file the only policy (Policy:FileOnly): none is put in force here.";

    /// <summary>Writes a draft; a document with faults is not kept.</summary>
    public async Task<PolicyOutcome> DraftAsync(string document, PolicyAuthor author, CancellationToken cancellationToken)
    {
        if (PolicyDocument.Read(Encoding.UTF8.GetBytes(document), out var faults) is not { Organisation.Version: var name })
        {
            return new PolicyOutcome.Faulty(faults);
        }

        if (await reader.IsNamedAsync(name, null, cancellationToken))
        {
            return new PolicyOutcome.Conflicting(Taken);
        }

        var (_, _, number) = await reader.ForChangeAsync(cancellationToken);
        var now = Stamp.Now(clock);
        var draft = new PolicyVersion { Number = number, Name = name, Document = document, CreatedBy = author.Name, CreatedAt = now, ChangedAt = now };
        return await CommitAsync(changes => changes.Add(draft), author, (number, Create, name), cancellationToken);
    }

    public async Task<PolicyOutcome> ReplaceAsync(int number, string document, Preconditions preconditions, PolicyAuthor author, CancellationToken cancellationToken)
    {
        if (await ObjectionAsync(number, preconditions, cancellationToken) is { Objection: { } objection })
        {
            return objection;
        }

        if (PolicyDocument.Read(Encoding.UTF8.GetBytes(document), out var faults) is not { Organisation.Version: var name })
        {
            return new PolicyOutcome.Faulty(faults);
        }

        if (await reader.IsNamedAsync(name, number, cancellationToken))
        {
            return new PolicyOutcome.Conflicting(Taken);
        }

        return await ChangeDraftAsync(
            number, preconditions, (changes, draft) => changes.Change(draft, row => (row.Document, row.Name, row.ChangedAt) = (document, name, Stamp.Now(clock))),
            author, "$replace", cancellationToken);
    }

    public Task<PolicyOutcome> DeleteAsync(int number, Preconditions preconditions, PolicyAuthor author, CancellationToken cancellationToken) => ChangeDraftAsync(
        number,
        preconditions,
        (changes, draft) =>
        {
            // Changed and then removed, so that it is removed only as it was read.
            changes.Change(draft, row => row.ChangedAt = Stamp.Now(clock));
            changes.Remove(draft);
        },
        author, "$delete", cancellationToken);

    /// <summary>Puts a draft in force, now or when its document says.</summary>
    public async Task<PolicyOutcome> ActivateAsync(int number, Preconditions preconditions, PolicyAuthor author, CancellationToken cancellationToken)
    {
        if (seed.IsOnly)
        {
            return new PolicyOutcome.Conflicting(Once);
        }

        // First what it may collide with, then the draft itself: what changes in between makes the commit fail.
        var (pointer, active, _) = await reader.ForChangeAsync(cancellationToken);
        var (draft, objection) = await ObjectionAsync(number, preconditions, cancellationToken);
        if (objection is not null)
        {
            return objection;
        }

        // Perhaps it was written under another version of this program.
        if (PolicyDocument.Read(Encoding.UTF8.GetBytes(draft!.Document), out var faults) is not { Effective: var effective })
        {
            return new PolicyOutcome.Faulty(faults);
        }

        var now = Stamp.Now(clock);
        if (effective.Until <= now)
        {
            return new PolicyOutcome.Faulty([new PolicyFault("/effective/until", "This instant is over.")]);
        }

        return await PutInForceAsync(
            pointer,
            active,
            changes => changes.Change(draft, row => Activate(row, author, now, effective)),
            new PolicyTerm(number, effective.From is { } from && from > now ? from : now, effective.Until, AtOnce: effective.From is null || effective.From <= now),
            now,
            author,
            (number, "$activate", draft.Name),
            cancellationToken);
    }

    /// <summary>Puts in force again, as a new version, what was in force before.</summary>
    public async Task<PolicyOutcome> RollBackAsync(int number, PolicyAuthor author, CancellationToken cancellationToken)
    {
        if (seed.IsOnly)
        {
            return new PolicyOutcome.Conflicting(Once);
        }

        var (pointer, active, next) = await reader.ForChangeAsync(cancellationToken);
        var now = Stamp.Now(clock);
        switch (await reader.FindAsync(number, cancellationToken))
        {
            case null:
                return new PolicyOutcome.Unknown();
            case { ActivatedAt: null }:
                return new PolicyOutcome.Conflicting("This version was never in force: activate it.");
            case { Status: PolicyStatus.Active } row when TermsPolicy.InForce(active.Select(PolicyVersionsReader.TermOf), now)?.Number == row.Number:
                return new PolicyOutcome.Conflicting("This version is in force.");
            case { } earlier:
                var name = NameOfRollBack(earlier.Name, next);
                var document = Renamed(earlier.Document, name);
                if (PolicyDocument.Read(Encoding.UTF8.GetBytes(document), out var faults) is null)
                {
                    return new PolicyOutcome.Faulty(faults);
                }

                var made = new PolicyVersion
                {
                    Number = next,
                    Name = name,
                    Document = document,
                    MadeFrom = number,
                    CreatedBy = author.Name,
                    CreatedAt = now,
                    ChangedAt = now,
                };
                Activate(made, author, now, EffectivePeriod.Open);
                return await PutInForceAsync(
                    pointer, active, changes => changes.Add(made), PolicyVersionsReader.TermOf(made), now, author, (next, RollBack, name), cancellationToken);
        }
    }

    /// <summary>Calls off what was activated for later and has not begun.</summary>
    public async Task<PolicyOutcome> WithdrawAsync(int number, PolicyAuthor author, CancellationToken cancellationToken)
    {
        var (pointer, active, _) = await reader.ForChangeAsync(cancellationToken);
        var now = Stamp.Now(clock);
        if (active.FirstOrDefault(row => row.Number == number) is not { } planned)
        {
            return await reader.FindAsync(number, cancellationToken) is null
                ? new PolicyOutcome.Unknown()
                : new PolicyOutcome.Conflicting("This version is not one that begins later.");
        }

        if (PolicyVersionsReader.TermOf(planned).HasBegun(now))
        {
            return new PolicyOutcome.Conflicting("This version has begun: activate another one, or roll back.");
        }

        return await CommitAsync(
            changes =>
            {
                changes.Change(pointer!, row => row.ChangedAt = now);
                changes.Change(planned, row => (row.Status, row.ChangedAt) = (PolicyStatus.Retired, now));
            },
            author, (number, "$withdraw", planned.Name), cancellationToken);
    }

    private async Task<PolicyOutcome> PutInForceAsync(
        PolicyPointer? pointer,
        ImmutableArray<PolicyVersion> active,
        Action<Changes> stage,
        PolicyTerm term,
        DateTimeOffset now,
        PolicyAuthor author,
        (int Number, string Operation, string Name) told,
        CancellationToken cancellationToken)
    {
        if (pointer is null)
        {
            return new PolicyOutcome.Unavailable();
        }

        // What ends must have something below it that does not: at no instant is there no policy.
        if (term.Until is not null && !active.Any(row => row.EffectiveUntil is null && row.EffectiveFrom <= term.From))
        {
            return new PolicyOutcome.Conflicting("This version ends, and no other would follow it.");
        }

        var over = TermsPolicy.Over([.. active.Select(PolicyVersionsReader.TermOf), term], now).Select(ended => ended.Number).ToHashSet();
        return await CommitAsync(
            changes =>
            {
                changes.Change(pointer, row => row.ChangedAt = now);
                foreach (var row in active.Where(row => over.Contains(row.Number)))
                {
                    changes.Change(row, ended => (ended.Status, ended.ChangedAt) = (PolicyStatus.Retired, now));
                }

                stage(changes);
            },
            author, told, cancellationToken);
    }

    private static void Activate(PolicyVersion row, PolicyAuthor author, DateTimeOffset now, EffectivePeriod effective)
    {
        (row.Status, row.ActivatedBy, row.ActivatedAt, row.ChangedAt) = (PolicyStatus.Active, author.Name, now, now);
        (row.EffectiveFrom, row.EffectiveUntil) = (effective.From is { } from && from > now ? from.ToUniversalTime() : now, effective.Until?.ToUniversalTime());
    }

    // A name is 40 characters long at most.
    private static string NameOfRollBack(string earlier, int number)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $".r{number}");
        var name = RollBackSuffix().Replace(earlier, string.Empty);
        return name[..Math.Min(name.Length, 40 - suffix.Length)] + suffix;
    }

    [GeneratedRegex(@"\.r[0-9]+$")]
    private static partial Regex RollBackSuffix();

    private static string Renamed(string document, string name)
    {
        var members = JsonNode.Parse(document)!.AsObject();
        members[PolicyMembers.Version] = name;
        // It comes back now, whatever its time was.
        members.Remove(PolicyMembers.Effective);
        return members.ToJsonString();
    }

    private async Task<PolicyOutcome> ChangeDraftAsync(
        int number, Preconditions preconditions, Action<Changes, PolicyVersion> change, PolicyAuthor author, string operation, CancellationToken cancellationToken)
    {
        var (draft, objection) = await ObjectionAsync(number, preconditions, cancellationToken);
        return objection ?? await CommitAsync(
            changes => change(changes, draft!), author, (number, operation, draft!.Name), cancellationToken);
    }

    /// <summary>The draft, or why it cannot be changed.</summary>
    private async Task<(PolicyVersion? Draft, PolicyOutcome? Objection)> ObjectionAsync(int number, Preconditions preconditions, CancellationToken cancellationToken) =>
        await reader.FindAsync(number, cancellationToken) switch
        {
            null => (null, new PolicyOutcome.Unknown()),
            { Status: not PolicyStatus.Draft } => (null, new PolicyOutcome.Conflicting(NotADraft)),
            var draft when !preconditions.AllowChangeOf(PolicyTags.Of(draft)) => (null, new PolicyOutcome.Stale()),
            var draft => (draft, null),
        };

    private async Task<PolicyOutcome> CommitAsync(
        Action<Changes> stage, PolicyAuthor author, (int Number, string Operation, string Name) told, CancellationToken cancellationToken)
    {
        var result = await queue.CommitAsync(
            changes =>
            {
                stage(changes);
                changes.Add(author.Did(told.Number, told.Operation, told.Name));
            },
            author.Origin,
            cancellationToken);
        switch (result)
        {
            case CommitResult.Committed:
                logger.PolicyChanged(told.Number, told.Operation, author.Caller.Client);
                // This replica decides by it before it says so.
                await reload.TryReadAsync(cancellationToken);
                return await reader.FindAsync(told.Number, cancellationToken) is not { } row ? new PolicyOutcome.Deleted()
                    : told.Operation is Create or RollBack ? new PolicyOutcome.Created(row)
                    : new PolicyOutcome.Changed(row);
            case CommitResult.Duplicate or CommitResult.Superseded:
                return new PolicyOutcome.Conflicting(Raced);
            default:
                return new PolicyOutcome.Unavailable();
        }
    }
}

using System.Collections.Immutable;
using Gateway.Access;
using Gateway.Audit;
using Gateway.Messages;
using Gateway.Patching;
using Gateway.References;
using Gateway.Requests;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Search;
using Gateway.Storage;
using Gateway.Writes;
using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Interactions;

/// <summary>Plans each writing interaction of FHIR, with its preconditions; alone and as an entry of a bundle they are the same.</summary>
internal sealed class InteractionPlans(
    ResourceWrites writes,
    Conditions conditions,
    InboundMessageReader inbound,
    MessageForms forms,
    MessageIntake intake,
    RequestsBehind requests,
    RequestAnswers answers,
    ScopeJudge scopes,
    IDbContextFactory<GatewayDb> databases,
    TimeProvider clock)
{
    /// <summary>POST, with If-None-Exist if there is a condition.</summary>
    public async ValueTask<WritePlan> CreateAsync(
        ResourceWrite write, Idempotency? idempotency, string? ifNoneExist, int attempt, CancellationToken cancellationToken) => ifNoneExist is null
            ? await CreateAsync(write, IdOf(write), idempotency, ScopeRights.Create, attempt, cancellationToken)
            : await CreateUnlessAsync(
                write, idempotency, await conditions.MatchAsync(write.Type, ifNoneExist, write.Reader, cancellationToken), attempt, cancellationToken);

    /// <summary>POST under a condition that came to this.</summary>
    public async ValueTask<WritePlan> CreateUnlessAsync(
        ResourceWrite write, Idempotency? idempotency, Conditions.Match match, int attempt, CancellationToken cancellationToken)
    {
        switch (match)
        {
            case Conditions.Match.Refused refused:
                return OfCondition(write.Reader, write.Type, AuditAction.Create, refused);
            case Conditions.Match.One one:
                return ResourceWrites.Existing(write.Reader, one.Resource);
            case Conditions.Match.None none:
                var plan = await CreateAsync(write, IdOf(write), idempotency, ScopeRights.Create, attempt, cancellationToken);
                return Conditions.Claim(plan, none);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>PUT to an id: the next version, or with an id that is free a new resource.</summary>
    public async ValueTask<WritePlan> UpdateAsync(
        ResourceWrite write, string id, Preconditions preconditions, int attempt, CancellationToken cancellationToken)
    {
        if (write.Resource.Id != id)
        {
            return WriteOutcome.Refused.Because(
                StatusCodes.Status400BadRequest,
                new Issue(OperationOutcome.IssueType.Value, "The resource's id must be the one in the address.", $"{write.Type.Name}.id"));
        }

        var stored = await CurrentAsync(write.Type, id, cancellationToken);
        if (stored is null or { IsDeleted: true } && preconditions.IfMatch is not null)
        {
            return VersionDiffers();
        }

        if (stored is null)
        {
            return await CreateAsync(write, id, null, ScopeRights.Update, attempt, cancellationToken);
        }

        if (!IsVisible(write.Reader, stored))
        {
            return Hidden(write.Reader, AuditAction.Update, stored);
        }

        if (!stored.IsDeleted && preconditions.IfNoneMatch?.Name(stored.Version) == true)
        {
            return WriteOutcome.Refused.Because(
                StatusCodes.Status412PreconditionFailed,
                new Issue(OperationOutcome.IssueType.Conflict, "If-None-Match: this resource exists already; nothing was changed."));
        }

        return preconditions.AllowChangeOf(stored.Version) ? await writes.UpdateAsync(write, stored, cancellationToken) : VersionDiffers();
    }

    /// <summary>PUT to a search: updates the one that matches, creates if none does.</summary>
    public async ValueTask<WritePlan> UpdateWhereAsync(
        ResourceWrite write, string criteria, Preconditions preconditions, int attempt, CancellationToken cancellationToken) => await UpdateWhereAsync(
            write, await conditions.MatchAsync(write.Type, criteria, write.Reader, cancellationToken), preconditions, attempt, cancellationToken);

    /// <summary>PUT to a search that came to this.</summary>
    public async ValueTask<WritePlan> UpdateWhereAsync(
        ResourceWrite write, Conditions.Match match, Preconditions preconditions, int attempt, CancellationToken cancellationToken)
    {
        switch (match)
        {
            case Conditions.Match.Refused refused:
                return OfCondition(write.Reader, write.Type, AuditAction.Update, refused);
            case Conditions.Match.One one:
                write.Resource.Id ??= one.Resource.ResourceId;
                return await UpdateAsync(write, one.Resource.ResourceId, preconditions, attempt, cancellationToken);
            case Conditions.Match.None when write.Resource.Id is { } id:
                return await UpdateAsync(write, id, preconditions, attempt, cancellationToken);
            case Conditions.Match.None none:
                var plan = await CreateAsync(write, IdOf(write), null, ScopeRights.Update, attempt, cancellationToken);
                return Conditions.Claim(plan, none);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>PATCH of an id.</summary>
    public async ValueTask<WritePlan> PatchAsync(
        ServedType type,
        string id,
        Patch patch,
        Reader reader,
        Preconditions preconditions,
        IReadOnlyDictionary<ResourceKey, Sibling> beside,
        CancellationToken cancellationToken)
    {
        var stored = await CurrentAsync(type, id, cancellationToken);
        if (stored is null)
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status404NotFound), AuditEntries.Unknown(reader.Caller, AuditAction.Patch, type.Name, id));
        }

        if (!IsVisible(reader, stored))
        {
            return Hidden(reader, AuditAction.Patch, stored);
        }

        if (stored.IsDeleted)
        {
            return WriteOutcome.Refused.Because(StatusCodes.Status410Gone);
        }

        if (!preconditions.AllowChangeOf(stored.Version))
        {
            return VersionDiffers();
        }

        // May this be changed at all is asked before the patch is tried on it: a patch's faults tell of what it was tried on.
        if (!WritePolicy.MayWrite(scopes.Before(reader, type.Name, stored.Content), type.Name, stored.Chart, ScopeRights.Update))
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden),
                AuditEntries.Denied(reader.Caller, AuditAction.Patch, type.Name, id, stored, AuditEntries.NotInChart));
        }

        return patch.Apply(FhirJson.ReadStored(stored.Content)) switch
        {
            Patched.Refused refused => new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, refused.Issues),
            Patched.Changed changed => await writes.UpdateAsync(new ResourceWrite(type, changed.After, reader) { Action = AuditAction.Patch, Beside = beside }, stored, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>PATCH of a search: of the one that matches.</summary>
    public async ValueTask<WritePlan> PatchWhereAsync(
        ServedType type, string criteria, Patch patch, Reader reader, Preconditions preconditions, CancellationToken cancellationToken) => await PatchWhereAsync(
            type, await conditions.MatchAsync(type, criteria, reader, cancellationToken), patch, reader, preconditions, Sibling.None, cancellationToken);

    /// <summary>PATCH of a search that came to this.</summary>
    public async ValueTask<WritePlan> PatchWhereAsync(
        ServedType type,
        Conditions.Match match,
        Patch patch,
        Reader reader,
        Preconditions preconditions,
        IReadOnlyDictionary<ResourceKey, Sibling> beside,
        CancellationToken cancellationToken) => match switch
        {
            Conditions.Match.Refused refused => OfCondition(reader, type, AuditAction.Patch, refused),
            Conditions.Match.One one => await PatchAsync(type, one.Resource.ResourceId, patch, reader, preconditions, beside, cancellationToken),
            _ => WriteOutcome.Refused.Because(StatusCodes.Status404NotFound),
        };

    /// <summary>DELETE of an id: what is not there, or not any more, is deleted as wished.</summary>
    public async ValueTask<WritePlan> DeleteAsync(
        ServedType type, string id, Reader reader, Preconditions preconditions, CancellationToken cancellationToken)
    {
        if (!reader.Caller.Allows(type.Name, ScopeRights.Delete))
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden),
                AuditEntries.Denied(reader.Caller, AuditAction.Delete, type.Name, id, null, AuditEntries.WithoutScope));
        }

        var stored = await CurrentAsync(type, id, cancellationToken);
        if (stored is null || !IsVisible(reader, stored))
        {
            // As if it did not exist.
            return WritePlan.Recorded(
                new WriteOutcome.Deleted(null),
                stored is null
                    ? AuditEntries.Unknown(reader.Caller, AuditAction.Delete, type.Name, id)
                    : AuditEntries.Denied(reader.Caller, AuditAction.Delete, type.Name, id, stored, AuditEntries.NotVisible));
        }

        return preconditions.AllowChangeOf(stored.Version)
            ? await writes.DeleteAsync(type, scopes.Before(reader, type.Name, stored.Content), stored, cancellationToken)
            : VersionDiffers();
    }

    /// <summary>DELETE of a search: of the one that matches.</summary>
    public async ValueTask<WritePlan> DeleteWhereAsync(
        ServedType type, string criteria, Reader reader, Preconditions preconditions, CancellationToken cancellationToken) =>
        reader.Caller.Allows(type.Name, ScopeRights.Delete)
            ? await DeleteWhereAsync(
                type, await conditions.MatchAsync(type, criteria, reader, cancellationToken), reader, preconditions, cancellationToken)
            : WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden), AuditEntries.Denied(reader.Caller, AuditAction.Delete, type.Name, criteria));

    /// <summary>DELETE of a search that came to this.</summary>
    public async ValueTask<WritePlan> DeleteWhereAsync(
        ServedType type, Conditions.Match match, Reader reader, Preconditions preconditions, CancellationToken cancellationToken) => match switch
        {
            Conditions.Match.Refused refused => OfCondition(reader, type, AuditAction.Delete, refused),
            Conditions.Match.One one => await DeleteAsync(type, one.Resource.ResourceId, reader, preconditions, cancellationToken),
            _ => new WriteOutcome.Deleted(null),
        };

    private async ValueTask<WritePlan> CreateAsync(
        ResourceWrite write, string id, Idempotency? idempotency, ScopeRights right, int attempt, CancellationToken cancellationToken)
    {
        if (write.Resource is QuestionnaireResponse filled && write.Reader.Caller.Allows(write.Type.Name, right) && await forms.FindAsync(filled, cancellationToken) is not null)
        {
            return IsAMessage();
        }

        if (write.Resource is not Communication content)
        {
            return await writes.CreateAsync(write, id, idempotency, attempt > 1, right, cancellationToken);
        }

        // A message is a message however it comes in: it has the one intake. A scope that does not hold for it is none there.
        var caller = scopes.Before(write.Reader.Caller, content);
        if (!caller.Allows(write.Type.Name, ScopeRights.Create))
        {
            return WritePlan.Recorded(
                WriteOutcome.Refused.Because(StatusCodes.Status403Forbidden), AuditEntries.Denied(caller, AuditAction.Create, write.Type.Name));
        }

        var formFaults = await forms.FillAsync(content, cancellationToken);
        switch (inbound.Read(content, new MessageId(id), caller, idempotency))
        {
            case InboundMessageReader.Reading.AgainstProfile broken:
                return await GivenBackAsync([.. formFaults, .. broken.Issues]);
            case InboundMessageReader.Reading.Message when Validity.ErrorsIn(content) is { IsEmpty: false } invalid:
                return await GivenBackAsync(invalid);
            case InboundMessageReader.Reading.Message message:
                var plan = await intake.PlanAsync(message.Inbound with { Beside = write.Beside, FormFaults = formFaults, Languages = write.Reader.Languages }, attempt > 1, cancellationToken);
                // What a request says is told to those only whose message belongs into its chart.
                return plan.Outcome is WriteOutcome.Created && await requests.ObjectionsAsync(content, write.Beside, cancellationToken) is { IsEmpty: false } objections
                    ? plan.RefusedInstead(new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, objections))
                    : await answers.WithAnswerAsync(plan, content, caller, write.Beside, cancellationToken);
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        ValueTask<WritePlan> GivenBackAsync(ImmutableArray<Issue> issues) => intake.GiveBackAsync(
            content, caller, write.Reader.Languages, new WriteOutcome.Refused(StatusCodes.Status422UnprocessableEntity, issues), cancellationToken);
    }

    // Stored beside the message it would go its own way: past the matching, and on when the message is held or taken back (ADR 0043).
    private static WriteOutcome.Refused IsAMessage() => WriteOutcome.Refused.Because(
        StatusCodes.Status422UnprocessableEntity,
        new Issue(
            OperationOutcome.IssueType.BusinessRule,
            "Answers to a message box are a message: send them contained in a Communication, which then needs no payload.",
            "QuestionnaireResponse.questionnaire"));

    private string IdOf(ResourceWrite write) => write.NewId ?? MessageId.New(clock).Value;

    private bool IsVisible(Reader reader, StoredResource stored)
    {
        var judged = scopes.Before(reader, stored.ResourceType, stored.Content);
        return ReadPolicy.RightsOf(judged, stored.ResourceType, ScopeRights.Update).Allow(stored)
            || ReadPolicy.RightsOf(judged, stored.ResourceType, ScopeRights.Read).Allow(stored);
    }

    // The audit trail alone knows that it is not missing but hidden.
    private static WritePlan Hidden(Reader reader, AuditAction action, StoredResource stored) => WritePlan.Recorded(
        WriteOutcome.Refused.Because(StatusCodes.Status404NotFound),
        AuditEntries.Denied(reader.Caller, action, stored.ResourceType, stored.ResourceId, stored, AuditEntries.NotVisible));

    private static WritePlan OfCondition(Reader reader, ServedType type, AuditAction action, Conditions.Match.Refused refused) =>
        refused.Outcome.Status == StatusCodes.Status403Forbidden
            ? WritePlan.Recorded(refused.Outcome, AuditEntries.Denied(reader.Caller, action, type.Name))
            : refused.Outcome;

    private static WriteOutcome.Refused VersionDiffers() => WriteOutcome.Refused.Because(
        StatusCodes.Status412PreconditionFailed,
        new Issue(OperationOutcome.IssueType.Conflict, "If-Match: the current version is another one. Read it again, and repeat your change."));

    private async Task<StoredResource?> CurrentAsync(ServedType type, string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await ResourceQueries.CurrentAsync(db, new ResourceKey(type.Name, id), cancellationToken);
    }
}

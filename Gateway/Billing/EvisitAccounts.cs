using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.Engagement;
using Gateway.Evisits;
using Gateway.Inbox;
using Gateway.Messages;
using Gateway.Policies.Versions;
using Gateway.References;

namespace Gateway.Billing;

/// <summary>The story of the export: read who spent time on whose messages, ask who they are and who agreed, account for it.</summary>
internal sealed class EvisitAccounts(WorkedMessages worked, PoolMembers members, ChartDirectory directory, AgreementReader agreements, PolicyInForce policies)
{
    /// <summary>The visits whose window began in these days; null while the EHR cannot say who somebody is.</summary>
    public async Task<ImmutableArray<PatientVisit>?> ReadAsync(DayPeriod period, CancellationToken cancellationToken)
    {
        var rules = (await policies.CurrentAsync(cancellationToken)).Organisation.Evisits;
        if (!rules.Offered)
        {
            return [];
        }

        var evaluations = rules.Evaluations.Select(IntentCodes.Of).ToHashSet(StringComparer.Ordinal);
        var patients = await worked.ReadAsync(period.From, period.Until.AddDays(rules.WindowDays), evaluations, cancellationToken);
        if (await FamiliesAsync(patients.Values.SelectMany(messages => messages), rules, cancellationToken) is not { } families)
        {
            return null;
        }

        var visits = ImmutableArray.CreateBuilder<PatientVisit>();
        foreach (var (patient, messages) in patients)
        {
            if (await IdentitiesAsync(messages, cancellationToken) is not { } identities)
            {
                return null;
            }

            var signed = await agreements.SignedAsync(patient, AgreementKinds.EvisitBilling, cancellationToken);
            visits.AddRange(EvisitPolicy
                .Account(
                    messages,
                    rules,
                    person => families[person],
                    (window, within) => EvisitPolicy.IsConsented(
                        window, signed, [.. within.Select(message => message.Sender).OfType<ResourceKey>().SelectMany(sender => identities[sender]), patient.Key], rules.Consent))
                .Where(visit => visit.Window.Start >= period.From && visit.Window.Start < period.Until)
                .Select(visit => new PatientVisit(patient, visit)));
        }

        return [.. visits.OrderBy(visit => visit.Visit.Window.Start).ThenBy(visit => visit.Patient.Value, StringComparer.Ordinal)];
    }

    private async ValueTask<Dictionary<ResourceKey, int?>?> FamiliesAsync(IEnumerable<WorkedMessage> messages, EvisitRules rules, CancellationToken cancellationToken)
    {
        var families = new Dictionary<ResourceKey, int?>();
        foreach (var person in messages.SelectMany(message => message.Time).Select(time => time.Person).Distinct())
        {
            families[person] = null;
            foreach (var (place, family) in rules.Families.Index())
            {
                switch (await ReportsAsync(person, family, cancellationToken))
                {
                    case null:
                        return null;
                    case true:
                        families[person] ??= place;
                        break;
                }
            }
        }

        return families;
    }

    private async ValueTask<bool?> ReportsAsync(ResourceKey person, CodeFamily family, CancellationToken cancellationToken)
    {
        if (family.Performers.Contains(person))
        {
            return true;
        }

        foreach (var team in family.Performers.Where(performer => performer.Type == "CareTeam"))
        {
            if (await members.HasAsync(team, person, cancellationToken) is not false and var answer)
            {
                return answer;
            }
        }

        return false;
    }

    // Who signed as a patient may write as a related person, and the other way round.
    private async ValueTask<Dictionary<ResourceKey, ImmutableArray<ResourceKey>>?> IdentitiesAsync(
        ImmutableArray<WorkedMessage> messages, CancellationToken cancellationToken)
    {
        var identities = new Dictionary<ResourceKey, ImmutableArray<ResourceKey>>();
        foreach (var sender in messages.Select(message => message.Sender).OfType<ResourceKey>().Distinct())
        {
            switch (await directory.FindPersonAsync(sender, cancellationToken))
            {
                case Lookup<PersonFacts>.Found person:
                    identities[sender] = person.Facts.Identities;
                    break;
                case Lookup<PersonFacts>.Unavailable:
                    return null;
                default:
                    identities[sender] = [sender];
                    break;
            }
        }

        return identities;
    }
}

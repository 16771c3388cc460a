using System.Diagnostics;
using Gateway.Charts;
using Gateway.Messages;
using Gateway.Policies.Versions;
using Gateway.References;
using Gateway.Subjects;

namespace Gateway.Recipients;

/// <summary>The story of a question for recipients: may the caller write into this chart, and if so, to whom?</summary>
internal sealed class RecipientLookup(ChartDirectory directory, RecipientsReader reader, PolicyInForce policies, TimeProvider clock)
{
    public async ValueTask<RecipientsAnswer> AnswerAsync(RecipientsQuestion question, CancellationToken cancellationToken)
    {
        var policy = (await policies.CurrentAsync(cancellationToken)).Organisation;
        var (objection, facts) = await JudgeAsync(question, policy.Proxies, cancellationToken);
        if (objection is not null)
        {
            return objection;
        }

        var chart = ((Lookup<ChartFacts>.Found)facts.Chart).Facts.Id;
        return await reader.ReadAsync(chart, policy.Routing, cancellationToken) switch
        {
            Lookup<RecipientFacts>.Found found =>
                new RecipientsAnswer.Choices(chart, RecipientsPolicy.ChoicesFor(found.Facts, policy.Routing, facts.Today)),
            Lookup<RecipientFacts>.Unavailable => new RecipientsAnswer.Unavailable(),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What the caller may not be told, or the facts that its messages would be judged by.</summary>
    public async ValueTask<(RecipientsAnswer? Objection, StructuralFacts Facts)> JudgeAsync(
        RecipientsQuestion question, ProxyRules proxies, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(question, cancellationToken);
        return (RecipientsPolicy.ObjectionTo(facts, question.Patient, proxies), facts);
    }

    // A Person writes under the id of a record of hers.
    private static ResourceKey? SignedIn(WriterFacts writer) => writer.Person is { Type: "Person" }
        ? writer.Records.Where(record => record.Type is "Patient" or "RelatedPerson").OrderBy(record => record.Type, StringComparer.Ordinal).Cast<ResourceKey?>().FirstOrDefault()
            ?? writer.Person
        : writer.Person;

    /// <summary>The facts that a message from this sender into this chart would be judged by, without the message.</summary>
    private async ValueTask<StructuralFacts> FactsAsync(RecipientsQuestion question, CancellationToken cancellationToken)
    {
        var writer = await WriterFactsReader.ReadAsync(question.Caller, directory, cancellationToken);
        var sender = question.Sender ?? SignedIn(writer) ?? writer.LaunchChart?.Key ?? default(ResourceKey);
        return new StructuralFacts(
            await directory.FindChartAsync(question.Patient, cancellationToken),
            writer,
            sender.Type is "Patient" or "RelatedPerson"
                ? await directory.FindPersonAsync(sender, cancellationToken)
                : new Lookup<PersonFacts>.NotFound(),
            sender,
            [],
            [],
            [],
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
    }
}

using Hl7.Fhir.Model;
using SmartApp.Agreements;
using SmartApp.Charts;
using SmartApp.Connections;
using SmartApp.Launch;

namespace SmartApp.Composer;

/// <summary>Asks the gateway what somebody who writes must know, and sends what she wrote.</summary>
internal sealed class Correspondence(FhirClient fhir, CurrentLaunch launch)
{
    /// <summary>The rules, and if there are none for her, why.</summary>
    public async Task<(WritingRules? Rules, CheckResult? Objection)> RulesAsync(string chart, CancellationToken cancellationToken)
    {
        var reply = await fhir.GetAsync<Parameters>($"Patient/{Uri.EscapeDataString(chart)}/$messaging-rules", cancellationToken);
        return reply is { IsGood: true, Resource: { } answer } ? (RulesIn(answer), null) : (null, CheckReader.Read(reply));
    }

    public async Task<IReadOnlyList<Recipient>> RecipientsAsync(string chart, CancellationToken cancellationToken)
    {
        var reply = await fhir.GetAsync<Bundle>($"Patient/{Uri.EscapeDataString(chart)}/$get-recipient-choices", cancellationToken);
        return [.. (reply.Resource?.Entry ?? []).Select(entry => entry.Resource).OfType<DomainResource>().Select(Read)];
    }

    public async Task<CheckResult> CheckAsync(Letter letter, CancellationToken cancellationToken) =>
        CheckReader.Read(await fhir.PostAsync<Parameters>("Communication/$check", letter.Drafted(), cancellationToken, In(letter.Chart)));

    /// <summary>The id of the message that it became, or why it became none.</summary>
    public async Task<(string? Id, CheckResult Result)> SendAsync(Letter letter, string key, CancellationToken cancellationToken)
    {
        var reply = await fhir.PostAsync<Communication>("Communication", letter.Written(), cancellationToken, [.. In(letter.Chart), ("Idempotency-Key", key)]);
        return reply is { IsGood: true, Resource.Id: { } id }
            ? (id, new CheckResult(reply.Resource.Status is EventStatus.OnHold ? Fate.Held : Fate.Taken))
            : (null, CheckReader.Read(reply));
    }

    /// <summary>A launch with a patient is in that chart, and says so by itself.</summary>
    private IReadOnlyList<(string, string)> In(MyChart chart) => launch.State.Patient is null ? [(LaunchHttp.ActingFor, $"Patient/{chart.Id}")] : [];

    private static WritingRules RulesIn(Parameters answer)
    {
        DataType? Value(string name) => answer.Parameter.Find(parameter => parameter.Name == name)?.Value;
        var agreement = answer.Parameter.Find(parameter => parameter.Name == "agreement")?.Part;
        string Part(string name) => agreement?.Find(part => part.Name == name)?.Value is PrimitiveType value ? value.JsonValue as string ?? "" : "";
        return new WritingRules(
            (Value("notice") as FhirString)?.Value,
            (Value("mostCharacters") as Integer)?.Value,
            agreement is null ? null : new Agreement(Part("standing"), Part("version"), Part("title"), Part("address")));
    }

    private static Recipient Read(DomainResource found) => new($"{found.TypeName}/{found.Id}", Addressee.NameOf(found) ?? "", [.. Addressee.PurposesOf(found)]);
}

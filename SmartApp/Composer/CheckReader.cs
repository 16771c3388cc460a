using Hl7.Fhir.Model;
using SmartApp.Connections;

namespace SmartApp.Composer;

/// <summary>Reads the gateway's answers to a draft and to a message. Pure.</summary>
internal static class CheckReader
{
    private const string Emergency = "emergency";

    public static CheckResult Read(FhirReply<Parameters> reply) => reply switch
    {
        { LaunchEnded: true } => new CheckResult(Fate.LaunchEnded),
        { Resource: { } answer, IsGood: true } => Of(answer),
        _ => OfRefusal(reply.Outcome, reply.IsAway),
    };

    /// <summary>Of a message that was not taken.</summary>
    public static CheckResult Read(FhirReply<Communication> reply) =>
        reply.LaunchEnded ? new CheckResult(Fate.LaunchEnded) : OfRefusal(reply.Outcome, reply.IsAway || reply.IsGood);

    private static CheckResult OfRefusal(OperationOutcome? outcome, bool isAway) =>
        outcome is null ? new CheckResult(Fate.Away) : Judged(outcome, isAway ? Fate.Away : Fate.GivenBack);

    private static CheckResult Of(Parameters answer)
    {
        var outcome = answer.Parameter.Find(parameter => parameter.Name == "outcome")?.Resource as OperationOutcome ?? new OperationOutcome();
        var issues = outcome.Issue.Where(issue => !IsAdvice(issue)).ToList();
        var fate = issues.Exists(issue => issue.Code is OperationOutcome.IssueType.Transient) ? Fate.Away
            : issues.Exists(issue => issue.Severity is OperationOutcome.IssueSeverity.Error or OperationOutcome.IssueSeverity.Fatal) ? Fate.GivenBack
            : issues.Exists(issue => ReasonOf(issue) is not null) ? Fate.Held
            : Fate.Taken;
        var judged = Judged(outcome, fate);
        return judged with
        {
            SuggestedCharts = [.. judged.SuggestedCharts.Concat(PartsOf(answer, "subject", "suggestedChart").OfType<ResourceReference>().Select(chart => IdOf(chart.Reference))).Distinct()],
            Attestable = judged.Attestable || answer.Parameter.Exists(parameter => parameter is { Name: "attestable", Value: FhirBoolean { Value: true } }),
            Intents = [.. answer.Parameter.Where(parameter => parameter.Name == "intent").Select(parameter => (parameter.Value as Code)?.Value).OfType<string>()],
            Missing = [.. answer.Parameter.Where(parameter => parameter.Name == "missing").Select(QuestionOf).OfType<Question>()],
            Reassurance = PartsOf(answer, "reassurance", "text").OfType<FhirString>().FirstOrDefault()?.Value,
            Billing = answer.Parameter.Find(parameter => parameter.Name == "mayBeBilled")?.Value is FhirString billing ? billing.Value : null,
            Remaining = answer.Parameter.Find(parameter => parameter.Name == "remaining")?.Value is Integer remaining ? remaining.Value : null,
        };
    }

    private static CheckResult Judged(OperationOutcome outcome, Fate fate)
    {
        var issues = outcome.Issue.Where(issue => !IsAdvice(issue)).ToList();
        return new CheckResult(fate)
        {
            Reason = issues.Select(ReasonOf).FirstOrDefault(reason => reason is not null),
            Sentences = fate == Fate.Taken ? [] : [.. issues.Select(issue => issue.Details?.Text ?? issue.Diagnostics).OfType<string>().Distinct()],
            Advice = [.. outcome.Issue.Where(IsAdvice).Select(AdviceOf)],
            SuggestedCharts = [.. issues.SelectMany(issue => issue.Extension).Where(extension => extension.Url == Terms.SuggestedChart)
                .Select(extension => extension.Value).OfType<ResourceReference>().Select(chart => IdOf(chart.Reference)).Distinct()],
            Attestable = issues.Exists(issue => issue.Extension.Exists(extension => extension.Url == Terms.Attestable && extension.Value is FhirBoolean { Value: true })),
        };
    }

    private static bool IsAdvice(OperationOutcome.IssueComponent issue) => ReasonOf(issue) == Emergency;

    private static string? ReasonOf(OperationOutcome.IssueComponent issue) =>
        issue.Details?.Coding.FirstOrDefault(coding => coding.System == Terms.IntakeReason)?.Code;

    private static Advice AdviceOf(OperationOutcome.IssueComponent issue)
    {
        var told = issue.Extension.Find(extension => extension.Url == Terms.Advice)?.Extension ?? [];
        return new Advice(
            told.Find(part => part.Url == "kind")?.Value is Code kind ? kind.Value ?? Emergency : Emergency,
            issue.Details?.Text ?? "",
            [.. told.Where(part => part.Url == "call").Select(part => (part.Value as FhirUri)?.Value).OfType<string>()
                .Where(call => call.StartsWith("tel:", StringComparison.Ordinal) || call.StartsWith("sms:", StringComparison.Ordinal))]);
    }

    private static Question? QuestionOf(Parameters.ParameterComponent missing) =>
        missing.Part.Find(part => part.Name == "code")?.Value is Code { Value: { } code } && missing.Part.Find(part => part.Name == "question")?.Value is FhirString { Value: { } text }
            ? new Question(code, text)
            : null;

    private static IEnumerable<DataType?> PartsOf(Parameters answer, string parameter, string part) =>
        answer.Parameter.Where(one => one.Name == parameter).SelectMany(one => one.Part).Where(one => one.Name == part).Select(one => one.Value);

    private static string IdOf(string? reference) => reference?.Split('/')[^1] ?? "";
}

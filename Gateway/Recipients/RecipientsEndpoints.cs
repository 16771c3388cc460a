using Fhir.Profiles;
using Gateway.Rest;

namespace Gateway.Recipients;

/// <summary>The operations by which an app learns, before anybody writes, in which charts that can be, to whom and by which rules.</summary>
internal static class RecipientsEndpoints
{
    /// <summary>Named after Argonaut's design for patient-provider messages (2023).</summary>
    public const string Recipients = "$get-recipient-choices";
    public const string Rules = "$messaging-rules";
    public const string MyCharts = "$my-charts";

    public static IEndpointRouteBuilder MapRecipients(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/Patient/{{id}}/{Recipients}", (string id, HttpContext context, RecipientsInquiry inquiry, RecipientLookup lookup) =>
            inquiry.ByQueryAsync(id, Recipients, lookup.AnswerAsync, context)).IsOperation("Patient", Recipients, Canonicals.GetRecipientChoices);
        routes.MapPost($"/Patient/{{id}}/{Recipients}", (string id, HttpContext context, RecipientsInquiry inquiry, RecipientLookup lookup) =>
            inquiry.ByBodyAsync(id, Recipients, lookup.AnswerAsync, context)).IsOperation("Patient", Recipients, Canonicals.GetRecipientChoices);
        routes.MapGet($"/Patient/{{id}}/{Rules}", (string id, HttpContext context, RecipientsInquiry inquiry, RulesLookup lookup) =>
            inquiry.ByQueryAsync(id, Rules, lookup.AnswerAsync, context)).IsOperation("Patient", Rules, Canonicals.MessagingRules);
        routes.MapPost($"/Patient/{{id}}/{Rules}", (string id, HttpContext context, RecipientsInquiry inquiry, RulesLookup lookup) =>
            inquiry.ByBodyAsync(id, Rules, lookup.AnswerAsync, context)).IsOperation("Patient", Rules, Canonicals.MessagingRules);
        routes.MapGet($"/Patient/{MyCharts}", (HttpContext context, MyChartsInquiry inquiry) => inquiry.AskAsync(context)).IsOperation("Patient", MyCharts, Canonicals.MyCharts);
        routes.MapPost($"/Patient/{MyCharts}", (HttpContext context, MyChartsInquiry inquiry) => inquiry.AskAsync(context)).IsOperation("Patient", MyCharts, Canonicals.MyCharts);
        return routes;
    }
}

using Gateway.References;
using Gateway.Resources;
using Gateway.Rest;
using Gateway.Storage;
using Gateway.Topics;
using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;
using SubscriptionStatus = Hl7.Fhir.Model.Subscription.SubscriptionStatus;

namespace Gateway.Notifications;

/// <summary>Of which subscriptions <c>$status</c> is asked: both parameters may come several times, by address or as Parameters.</summary>
/// <param name="Ids">Of these; of all if none is named.</param>
/// <param name="Statuses">With one of these; whatever it is if none is named.</param>
internal sealed record StatusQuestion(List<string> Ids, List<TopicStatus> Statuses)
{
    private const string Id = "id";
    private const string Status = "status";
    private static readonly string[] OfForm = ["_format", "_pretty"];

    public string ToQuery(string operation) => Ids.Count + Statuses.Count == 0
        ? operation
        : $"{operation}?{string.Join('&', [.. Ids.Select(id => $"{Id}={id}"), .. Statuses.Select(status => $"{Status}={TopicStatuses.Of(status).GetLiteral()}")])}";

    public static async ValueTask<(StatusQuestion? Question, Refused? Objection)> ReadAsync(HttpRequest request, int limit)
    {
        var given = request.Query.Where(pair => !OfForm.Contains(pair.Key)).SelectMany(pair => pair.Value.Select(value => (pair.Key, Value: value))).ToList();
        if (HttpMethods.IsPost(request.Method))
        {
            var content = await RequestBody.ReadAsync(request, limit, request.HttpContext.RequestAborted);
            if (!content.IsEmpty && FhirBody.ObjectionTo(request) is { } objection)
            {
                return (null, objection);
            }

            if (!OperationInputs.TryParse(new FhirBody(FhirContent.FormatOf(request.ContentType) ?? FhirFormat.Json, content), out var parameters, out var issues))
            {
                return (null, new Refused(StatusCodes.Status400BadRequest, issues));
            }

            given.AddRange(parameters.Parameter.Select(parameter => (parameter.Name ?? string.Empty, (parameter.Value as PrimitiveType)?.ToString())));
        }

        var question = new StatusQuestion([], []);
        foreach (var (name, value) in given.SelectMany(pair => (pair.Value ?? string.Empty).Split(',').Select(part => (pair.Key, part))))
        {
            if (name == Id && FhirId.IsValid(value))
            {
                question.Ids.Add(value);
            }
            else if (name == Status && EnumUtility.ParseLiteral<SubscriptionStatus>(value) is { } status)
            {
                question.Statuses.Add(TopicStatuses.Of(status));
            }
            else
            {
                return (null, new Refused(StatusCodes.Status400BadRequest, [new Issue(
                    OperationOutcome.IssueType.Invalid, $"This operation knows {Id}, the id of a Subscription, and {Status}, a status of one.")]));
            }
        }

        return (question, null);
    }
}

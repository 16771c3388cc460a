using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;

namespace Gateway.Tests.Journeys;

/// <summary>One line of bad-requests.json: what is sent, and how it must be answered.</summary>
/// <param name="About">What kind of fault it is.</param>
/// <param name="Name">The fault, in words.</param>
/// <param name="Send">Method and path.</param>
/// <param name="Status">The status of the answer.</param>
internal sealed record BadRequest(string About, string Name, string Send, int Status)
{
    private const string Generated = "@";
    private const int TooManyBytes = 10 * 1024 * 1024;
    private const int TooDeep = 5_000;
    private const int TooMany = 2_000;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>Whose token: Susie's, unless another is named.</summary>
    public string As { get; init; } = "susie";

    public ImmutableDictionary<string, string> Headers { get; init; } = [];

    /// <summary>The body's Content-Type; none if empty.</summary>
    public string Type { get; init; } = "application/fhir+json";

    /// <summary>The body as it is, or with an @ the name of one that is too large to write down.</summary>
    public string? Text { get; init; }

    /// <summary>The body, as JSON.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>What differs from a good message of Susie's: elements to set; null takes one away, and "@null" sets it to null.</summary>
    public JsonObject? Message { get; init; }

    /// <summary>What differs from a good request about Susie, likewise.</summary>
    public JsonObject? Request { get; init; }

    /// <summary>The code that one of the issues must have; any if null.</summary>
    public string? Code { get; init; }

    /// <summary>The expression that the same issue must have.</summary>
    public string? Expression { get; init; }

    /// <summary>What its sentence must mention.</summary>
    public string? Says { get; init; }

    public HttpMethod Method => new(Send[..Send.IndexOf(' ', StringComparison.Ordinal)]);

    public string Path => Send[(Send.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    public override string ToString() => $"{About}: {Name}";

    public static ImmutableArray<BadRequest> All() =>
        [.. JsonSerializer.Deserialize<BadRequest[]>(File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "Journeys", "bad-requests.json")), Format)!];

    /// <summary>The body to send; null for none.</summary>
    public string? Content() => this switch
    {
        { Text: { } text } => text.StartsWith(Generated, StringComparison.Ordinal) ? Generate(text) : text,
        { Body: { } body } => body.ToJsonString(),
        { Message: { } changes } => With(AMessage.From("susie-smith", "susie-smith"), changes),
        { Request: { } changes } => With(ARequest(), changes),
        _ => null,
    };

    /// <summary>A good request about Susie.</summary>
    public static JsonObject ARequest() => new()
    {
        ["resourceType"] = "CommunicationRequest",
        ["status"] = "draft",
        ["subject"] = AMessage.Ref("Patient/susie-smith"),
        ["payload"] = new JsonArray(new JsonObject { ["contentString"] = "Please send us your readings of this week." }),
    };

    private static string With(JsonObject good, JsonObject changes)
    {
        foreach (var (element, value) in changes)
        {
            if (value is null)
            {
                good.Remove(element);
            }
            else
            {
                good[element] = value is JsonValue text && text.TryGetValue<string>(out var word) && word == "@null" ? null : value.DeepClone();
            }
        }

        return good.ToJsonString();
    }

    private static string Generate(string name) => name switch
    {
        "@large-json" => AMessage.From("susie-smith", "susie-smith", new string('z', TooManyBytes)).ToJsonString(),
        "@large-xml" => $"<Communication xmlns=\"http://hl7.org/fhir\"><!--{new string('z', TooManyBytes)}--></Communication>",
        "@large-form" => $"identifier={new string('z', TooManyBytes)}",
        "@wide-form" => string.Join('&', Enumerable.Range(0, TooMany).Select(i => $"p{i}=zebra-canary")),
        "@wide-patch" => $"[{string.Join(',', Enumerable.Repeat("""{"op":"test","path":"/status","value":"draft"}""", TooMany))}]",
        "@deep-json" => $"{Repeat("""{"resourceType":"Communication","extension":[""")}{Repeat("]}")}",
        "@deep-xml" =>
            $"<Communication xmlns=\"http://hl7.org/fhir\">{Repeat("<extension url=\"http://example.org/z\">")}{Repeat("</extension>")}</Communication>",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such body is made."),
    };

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, TooDeep));
}

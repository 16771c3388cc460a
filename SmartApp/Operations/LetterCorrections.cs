using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>What the EHR is told otherwise than a message says: ids and codes, as an operator writes them. Pure.</summary>
/// <param name="Patient">The chart, as <c>Patient/id</c> or its id.</param>
/// <param name="Recipients">To whom, each as <c>Type/id</c>.</param>
/// <param name="Category">One of <see cref="Categories"/>.</param>
internal sealed record LetterCorrections(string Patient, string Recipients, string Category)
{
    public static readonly IReadOnlyList<string> Categories = ["alert", "instruction", "notification", "reminder"];

    private const string PatientPrefix = "Patient/";

    private static readonly char[] _between = [' ', ',', ';', '\n', '\r', '\t'];

    public bool AreNone => this is { Patient: "", Recipients: "", Category: "" };

    /// <summary>As the gateway has them.</summary>
    public static LetterCorrections Of(JsonNode? sent) => new(
        (string?)sent?["patient"] ?? "",
        string.Join(' ', (sent?["recipients"] as JsonArray ?? []).Select(recipient => (string?)recipient)),
        (string?)sent?["category"] ?? "");

    public static LetterCorrections Read(IFormCollection form) => new(Written("patient", form), Written("recipients", form), Written("category", form));

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Patient.Length > 0)
        {
            json["patient"] = Patient.Contains('/', StringComparison.Ordinal) ? Patient : $"{PatientPrefix}{Patient}";
        }

        if (Recipients.Split(_between, StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } recipients)
        {
            json["recipients"] = new JsonArray([.. recipients.Select(recipient => (JsonNode?)recipient)]);
        }

        if (Category.Length > 0)
        {
            json["category"] = Category;
        }

        return json;
    }

    private static string Written(string field, IFormCollection form) => form[field].ToString().Trim();
}

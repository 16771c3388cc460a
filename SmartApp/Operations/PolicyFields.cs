using System.Globalization;
using System.Text.Json.Nodes;

namespace SmartApp.Operations;

/// <summary>The settings that clinics change most, read out of a policy and written into it. What a policy says in another way has no field, and is not touched. Pure.</summary>
internal static class PolicyFields
{
    private const int MostDigits = 7;

    private static readonly (string Name, string Pointer)[] _numbers =
    [
        ("routine-answer", "/routing/promises/routine/answer/businessDays"), ("routine-open", "/routing/promises/routine/open/businessDays"),
        ("same-day-answer", "/routing/promises/sameDay/answer/minutes"), ("same-day-open", "/routing/promises/sameDay/open/minutes"),
        ("most-characters", "/engagement/mostCharacters"), ("burst-minutes", "/bursts/withinMinutes"), ("most-questions", "/sufficiency/most"),
    ];

    private static readonly string[] _intents = ["clinical", "newSymptom", "testResult", "refill", "scheduling", "billingOrForms", "social", "technical"];

    private static readonly (string Name, string Pointer, string[] Values)[] _choices =
    [
        ("out-of-range", "/readings/outOfRange", ["sameDay", "emergency"]), ("someone-else", "/subjects/someoneElse", ["hold", "ask"]),
        ("evisits", "/evisits/offered", ["true", "false"]),
    ];

    public static IReadOnlyList<PolicyField> In(JsonNode? document)
    {
        var pools = (At(document, "/routing/pools") as JsonObject)?.Select(pool => new PolicyField.Option(pool.Key, NameOf(pool.Value) ?? pool.Key, false)).ToList() ?? [];
        return
        [
            .. from number in _numbers
               let value = Text(At(document, number.Pointer))
               where value is not null && IsNumber(value)
               select new PolicyField(number.Name, number.Pointer, value, []),
            .. from intent in _intents
               let value = Text(At(document, $"/routing/byIntent/{intent}"))
               where value is not null && pools.Exists(pool => pool.Value == value)
               select new PolicyField($"pool-{intent.ToLowerInvariant()}", $"/routing/byIntent/{intent}", value, pools),
            .. from choice in _choices
               let value = Text(At(document, choice.Pointer))
               where choice.Values.Contains(value)
               select new PolicyField(choice.Name, choice.Pointer, value, [.. choice.Values.Select(one => new PolicyField.Option(one, $"policies.option.{one.ToLowerInvariant()}", true))]),
        ];
    }

    /// <summary>Writes into the policy what was changed in its fields, and answers the names of those that hold nothing of their kind.</summary>
    /// <param name="document">The policy; it is changed.</param>
    /// <param name="posted">What a form says, by the names of its fields.</param>
    public static IReadOnlyList<string> Apply(JsonNode document, Func<string, string?> posted)
    {
        var wrong = new List<string>();
        foreach (var field in In(document))
        {
            if (posted(field.Field)?.Trim() is not { } wished || wished == posted(field.Before))
            {
                continue;
            }

            if (field.IsNumber ? !IsNumber(wished) : field.Options.All(option => option.Value != wished))
            {
                wrong.Add(field.Name);
                continue;
            }

            var steps = field.Pointer.Split('/');
            At(document, string.Join('/', steps[..^1]))![steps[^1]] = field.IsNumber ? int.Parse(wished, NumberStyles.None, CultureInfo.InvariantCulture)
                : wished is "true" or "false" ? wished == "true" : wished;
        }

        return wrong;
    }

    /// <summary>What the pools of a policy are called, by <c>Type/id</c>.</summary>
    public static IReadOnlyDictionary<string, string> PoolNames(JsonNode? document, string language) =>
        (At(document, "/routing/pools") as JsonObject ?? []).ToDictionary(pool => pool.Key, pool => Text((pool.Value as JsonObject)?["name"]?[language]) ?? NameOf(pool.Value) ?? pool.Key);

    private static JsonNode? At(JsonNode? document, string pointer)
    {
        foreach (var step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            document = (document as JsonObject)?[step];
        }

        return document;
    }

    private static string? NameOf(JsonNode? pool) => ((pool as JsonObject)?["name"] as JsonObject)?.Select(name => Text(name.Value)).FirstOrDefault();

    private static string? Text(JsonNode? value) => value is JsonValue found ? found.ToString() : null;

    private static bool IsNumber(string text) => text.Length is > 0 and <= MostDigits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}

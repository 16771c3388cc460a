using System.Text.Json;
using Load.Driving;

namespace Load.Posting;

/// <summary>Reads what a server said to a create, as cheaply as the answer allows.</summary>
internal static class PostAnswer
{
    public static Outcome OutcomeOf(in Answer answer) => answer.Status switch
    {
        0 => Outcome.NoAnswer,
        >= 200 and < 300 => IsOnHold(answer.Body.Span) ? Outcome.Held : Outcome.Accepted,
        422 => Outcome.Refused,
        >= 500 => Outcome.ServerError,
        _ => Outcome.ClientError,
    };

    /// <summary>The logical id in <c>[base]/Communication/id/_history/1</c>.</summary>
    public static string? IdIn(string? location)
    {
        const string Marker = "Communication/";
        var start = location?.LastIndexOf(Marker, StringComparison.Ordinal) ?? -1;
        if (location is null || start < 0)
        {
            return null;
        }

        var id = location[(start + Marker.Length)..];
        var end = id.IndexOf('/', StringComparison.Ordinal);
        return end < 0 ? id : id[..end];
    }

    /// <summary>Why a message was not simply accepted: each distinct code of the answer, or the HTTP status, or the fault.</summary>
    public static IReadOnlyCollection<string> ReasonsIn(Outcome outcome, in Answer answer)
    {
        if (answer.Fault is not null)
        {
            return [answer.Fault];
        }

        var status = outcome is Outcome.Held or Outcome.Refused ? "" : $"{answer.Status} ";
        var codes = CodesIn(answer.Body);
        return codes.Count > 0 ? [.. codes.Select(code => status + code)] : [answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
    }

    // A quote inside a JSON string is escaped, so a message that quotes these words does not match.
    private static bool IsOnHold(ReadOnlySpan<byte> body) =>
        body.IndexOf("\"status\":\"on-hold\""u8) >= 0 || body.IndexOf("\"status\": \"on-hold\""u8) >= 0;

    private static HashSet<string> CodesIn(ReadOnlyMemory<byte> body)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("statusReason", out var statusReason))
            {
                AddCodings(codes, statusReason);
            }
            else if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("issue", out var issues))
            {
                foreach (var issue in issues.EnumerateArray())
                {
                    AddIssue(codes, issue);
                }
            }
        }
        catch (JsonException)
        {
            // An error page of something in between: the HTTP status says what there is to say.
        }

        return codes;
    }

    private static void AddIssue(HashSet<string> codes, JsonElement issue)
    {
        var explained = issue.TryGetProperty("details", out var details) && AddCodings(codes, details);
        if (!explained && issue.TryGetProperty("code", out var kind) && kind.GetString() is { } code)
        {
            codes.Add(code);
        }
    }

    private static bool AddCodings(HashSet<string> codes, JsonElement concept)
    {
        var found = false;
        if (concept.TryGetProperty("coding", out var codings))
        {
            foreach (var coding in codings.EnumerateArray())
            {
                if (coding.TryGetProperty("code", out var code) && code.GetString() is { } value)
                {
                    codes.Add(value);
                    found = true;
                }
            }
        }

        return found;
    }
}

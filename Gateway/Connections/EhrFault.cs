using System.Globalization;
using System.Net;
using System.Text.Json;
using Hl7.Fhir.Model;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Gateway.Connections;

/// <summary>Turns what goes wrong at the EHR into codes. Its prose is dropped: it may quote the message.</summary>
internal static class EhrFault
{
    public const string Timeout = "timeout";
    public const string Unreachable = "unreachable";

    /// <summary>Not even asked, because most others failed.</summary>
    public const string CircuitOpen = "circuit-open";

    public const string TooLarge = "answer-too-large";
    public const string SignIn = "sign-in";

    /// <summary>No secure connection: mostly a certificate that is not trusted, is for another name, or has ended.</summary>
    public const string Tls = "tls";

    /// <summary>How long nobody is asked then.</summary>
    public static readonly TimeSpan CircuitBreak = TimeSpan.FromSeconds(5);

    private const int LongestEhrNumber = 6;

    /// <summary>True for what a call to an EHR may throw when the EHR or the way to it is at fault; the rest is our own mistake.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException or ExecutionRejectedException;

    /// <summary>Whether a request that ended so may be at the EHR nevertheless, and may be worked on still.</summary>
    public static bool MayHaveLeft(Exception exception) => exception is not (BrokenCircuitException or HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError or HttpRequestError.UserAuthenticationError or HttpRequestError.ConfigurationLimitExceeded,
    });

    public static string CodeOf(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.UserAuthenticationError } => SignIn,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => TooLarge,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Tls,
        OperationCanceledException or TimeoutRejectedException => Timeout,
        BrokenCircuitException => CircuitOpen,
        _ => Unreachable,
    };

    /// <summary>The EHR's own number from its OperationOutcome (<c>ehr-4130</c>), or else the status.</summary>
    public static string CodeOf(HttpStatusCode status, ReadOnlyMemory<byte> body) =>
        EhrNumber(body) is { } number ? $"ehr-{number}" : ((int)status).ToString(CultureInfo.InvariantCulture);

    /// <summary>Epic's break-the-glass denials: the EHR keeps the gateway out of this chart; trying again cannot help.</summary>
    public static bool IsChartClosed(string code) => code is "ehr-4130" or "ehr-4131" or "ehr-4134";

    /// <summary>
    /// The element that the EHR's OperationOutcome names, cut to its first step, as in <c>Communication.recipient</c>. Only what the type has is
    /// believed: other words in that place are prose.
    /// </summary>
    public static string? ElementOf(string resourceType, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var outcome = JsonDocument.Parse(body);
            var paths =
                from issue in outcome.RootElement.Items("issue")
                from path in issue.Items("expression").Concat(issue.Items("location"))
                where path.ValueKind == JsonValueKind.String
                select path.GetString();
            return paths.Select(path => StepOf(resourceType, path)).OfType<string>().FirstOrDefault();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? StepOf(string resourceType, string path)
    {
        var inside = path.StartsWith($"{resourceType}.", StringComparison.Ordinal) ? path[(resourceType.Length + 1)..] : path;
        var step = string.Concat(inside.TakeWhile(char.IsAsciiLetter));
        return step.Length > 0 && ModelInfo.ModelInspector.FindClassMapping(resourceType)?.FindMappedElementByName(step) is not null
            ? $"{resourceType}.{step}"
            : null;
    }

    private static string? EhrNumber(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var outcome = JsonDocument.Parse(body);
            return Codes(outcome.RootElement).FirstOrDefault(IsNumber);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Codes(JsonElement outcome) =>
        from issue in outcome.Items("issue")
        from coding in issue.Member("details").Items("coding")
        let code = coding.Text("code")
        where code is not null
        select code;

    private static bool IsNumber(string code) => code.Length is > 0 and <= LongestEhrNumber && code.All(char.IsAsciiDigit);
}

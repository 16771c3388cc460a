using System.Globalization;
using Gateway.Resources;
using Gateway.Rest;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Gateway.Access.Issuers;

/// <summary>A token that nobody can judge now, because its issuer does not answer: 503, which is no word about the token.</summary>
internal static class IssuerAway
{
    private static readonly TimeSpan TryAgainIn = TimeSpan.FromSeconds(5);
    private static readonly object Mark = new();

    public static void Note(HttpContext context) => context.Items[Mark] = true;

    public static bool IsNoted(HttpContext context) => context.Items.ContainsKey(Mark);

    public static Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = ((int)TryAgainIn.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ErrorResponses.WriteAsync(
            context,
            StatusCodes.Status503ServiceUnavailable,
            [new Issue(OperationOutcome.IssueType.Transient, "The sign-in server does not answer, so your token cannot be checked. Try again shortly.")]);
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Rest;
using Gateway.SignIn.Apps;
using Gateway.SignIn.Systems;
using Microsoft.Net.Http.Headers;

namespace Gateway.SignIn;

/// <summary>POST /oauth2/token: one token endpoint for systems and for apps.</summary>
internal static class TokenEndpoint
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string TryAgainInSeconds = "5";

    /// <summary>Far above any assertion or code.</summary>
    private const int LargestForm = 64 * 1024;

    public static async Task AnswerAsync(HttpContext context, SystemSignIn systems, AppRelay apps)
    {
        var body = await RequestBody.ReadAsync(context.Request, LargestForm, context.RequestAborted);
        var authorization = context.Request.Headers.Authorization;
        var isForm = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals(Form, StringComparison.OrdinalIgnoreCase);
        TokenOutcome outcome = !isForm || !TokenRequest.TryRead(body, authorization, out var request)
            ? new TokenOutcome.Refused("invalid_request")
            : request["grant_type"] switch
            {
                "client_credentials" => await systems.SignInAsync(request, context),
                "authorization_code" or "refresh_token" => await apps.PassOnAsync(request, context.RequestAborted),
                null => new TokenOutcome.Refused("invalid_request"),
                _ => new TokenOutcome.Refused("unsupported_grant_type"),
            };
        await WriteAsync(context, outcome);
    }

    internal static (int Status, ReadOnlyMemory<byte> Json) AnswerTo(TokenOutcome outcome) => outcome switch
    {
        TokenOutcome.Granted granted => (StatusCodes.Status200OK, Json(
            ("access_token", granted.Token), ("token_type", "Bearer"), ("expires_in", granted.Seconds), ("scope", granted.Scope))),
        TokenOutcome.NotAuthenticated => (StatusCodes.Status401Unauthorized, Json(("error", "invalid_client"))),
        TokenOutcome.Refused refused => (StatusCodes.Status400BadRequest, Json(("error", refused.Error))),
        TokenOutcome.Unavailable => (StatusCodes.Status503ServiceUnavailable, Json(("error", "temporarily_unavailable"))),
        TokenOutcome.Relayed relayed => (relayed.Status, relayed.Json),
        _ => throw new UnreachableException(),
    };

    private static async Task WriteAsync(HttpContext context, TokenOutcome outcome)
    {
        var (status, json) = AnswerTo(outcome);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = TryAgainInSeconds;
        }

        await response.Body.WriteAsync(json, context.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Json(params ReadOnlySpan<(string Name, JsonNode Value)> members)
    {
        var answer = new JsonObject();
        foreach (var (name, value) in members)
        {
            answer[name] = value;
        }

        return Encoding.UTF8.GetBytes(answer.ToJsonString());
    }
}

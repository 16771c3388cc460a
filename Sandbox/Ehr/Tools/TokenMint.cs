using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Sandbox.Ehr.Access;

namespace Sandbox.Ehr.Tools;

/// <summary>Gives scripts and tests a token for anybody, without a sign-in. A sandbox's privilege: the real door is <c>/oauth2</c>.</summary>
internal sealed class TokenMint(EhrUsers users, EhrKeys keys, SandboxOptions options, TimeProvider clock)
{
    private const int OneHour = 3600;

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public IResult Answer(IFormCollection form)
    {
        var name = form["user"].ToString();
        if (users.Find(name) is not { } user)
        {
            return Wrong($"There is no user '{name}'. Use the id of a Patient, RelatedPerson or Practitioner, or 'system'.");
        }

        var patient = Given(form, "patient") ?? user.OwnChart;
        if (patient is not null && !users.IsPatient(patient))
        {
            return Wrong($"There is no patient '{patient}'.");
        }

        var seconds = OneHour;
        if (Given(form, "expires_in") is { } lifetime && !int.TryParse(lifetime, out seconds))
        {
            return Wrong("expires_in is a number of seconds; it may be negative.");
        }

        var scope = Given(form, "scope") ?? user.DefaultScope;
        var token = Sign(user, patient, Given(form, "client") ?? "portal", scope, seconds, Given(form, "audience"));
        var answer = new JsonObject
        {
            ["access_token"] = token,
            ["token_type"] = "Bearer",
            ["expires_in"] = seconds,
            ["scope"] = scope,
        };
        if (patient is not null)
        {
            answer["patient"] = patient;
        }

        return Results.Text(answer.ToJsonString(), "application/json");
    }

    private string Sign(EhrUser user, string? patient, string client, string scope, int seconds, string? audience)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = options.Issuer,
            ["aud"] = audience is null ? new[] { options.GatewayFhirBase, options.EhrFhirBase } : [audience],
            ["sub"] = user.Name,
            ["client_id"] = client,
            ["scope"] = scope,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddSeconds(seconds).ToUnixTimeSeconds(),
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        if (patient is not null)
        {
            claims["patient"] = patient;
        }

        if (user.FhirUser is { } person)
        {
            claims["fhirUser"] = person;
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            TokenType = "at+jwt",
            SigningCredentials = new SigningCredentials(keys.Signing, SecurityAlgorithms.RsaSha256),
        });
    }

    private static string? Given(IFormCollection form, string field) => form[field].ToString() is { Length: > 0 } text ? text : null;

    private static IResult Wrong(string text) => Results.Text(text, "text/plain", statusCode: StatusCodes.Status400BadRequest);
}

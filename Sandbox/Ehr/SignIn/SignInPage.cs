using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using OpenIddict.Abstractions;
using Sandbox.Families;

namespace Sandbox.Ehr.SignIn;

/// <summary>The page on which a developer says whom to be. Plain HTML: it works without script.</summary>
internal static class SignInPage
{
    private static readonly string[] _clinicians = ["dr-lee", "nurse-kim", "desk-park", Clinic.Administrator];

    public const string Style = """
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
        label, input, select, button { display: block; width: 100%; box-sizing: border-box; font: inherit }
        label { margin-top: 1rem; font-weight: 600 } input, select { padding: .5rem; border: 1px solid #57606a; border-radius: 4px }
        button { margin-top: 1.5rem; padding: .6rem; color: #fff; background: #0b5cad; border: 0; border-radius: 4px }
        .problem { color: #a40e26; font-weight: 600 }
        """;

    public static async Task ShowAsync(HttpContext context, OpenIddictRequest request, LaunchContext? launch, string? problem)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; frame-ancestors 'none'";
        await response.WriteAsync(Html(request, launch, problem, nonce), context.RequestAborted);
    }

    private static string Html(OpenIddictRequest request, LaunchContext? launch, string? problem, string nonce) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign in to the Sandbox EHR</title>
        <style nonce="{nonce}">{Style}</style></head>
        <body><main>
        <h1>Sign in to the Sandbox EHR</h1>
        <p>This is a sandbox with made-up people. There is no password: choose who you want to be.</p>
        {(problem is null ? "" : $"<p class=\"problem\" role=\"alert\">{Encode(problem)}</p>")}
        <form method="post">
        {HiddenFields(request)}
        <label for="user">Person</label>
        <input id="user" name="user" list="people" required autocomplete="off" aria-describedby="hint">
        <datalist id="people">{PeopleOptions()}</datalist>
        <p id="hint">For example susie-smith, or dr-lee. Any Patient, RelatedPerson or Practitioner id will do.</p>
        {ChartField(launch)}
        <button type="submit">Sign in</button>
        </form>
        </main></body></html>
        """;

    public static string PeopleOptions() => Options(People());

    private static IEnumerable<string> People() =>
        NamedHouseholds.All.SelectMany(household => household.People).Select(person => person.Id).Concat(_clinicians);

    private static string ChartField(LaunchContext? launch) => launch?.Patient is { } patient
        ? $"<p>Chart: {Encode(patient)}</p>"
        : """
          <label for="patient">Chart (empty: the person's own)</label>
          <input id="patient" name="patient" autocomplete="off">
          """;

    /// <summary>The app's request travels through the page, so that the answer still belongs to it.</summary>
    private static string HiddenFields(OpenIddictRequest request)
    {
        var fields = new StringBuilder();
        foreach (var (name, value) in request.GetParameters())
        {
            if (name is not ("user" or "patient"))
            {
                fields.Append($"<input type=\"hidden\" name=\"{Encode(name)}\" value=\"{Encode((string?)value ?? "")}\">");
            }
        }

        return fields.ToString();
    }

    private static string Options(IEnumerable<string> values) => string.Concat(values.Select(value => $"<option value=\"{Encode(value)}\">"));

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}

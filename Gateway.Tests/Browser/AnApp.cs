using Gateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Browser;

/// <summary>A page that signs in with fhirclient, SMART's own library, and shows the messages it reads.</summary>
internal sealed class AnApp : IAsyncDisposable
{
    private const string Library = "Gateway.Tests/Clients/node_modules/fhirclient/build/fhir-client.min.js";

    private const string Scope = "openid fhirUser launch/patient patient/Communication.rs";
    private const string EhrScope = "openid fhirUser launch patient/Communication.rs";

    private const string Messages = """
        <!doctype html><html lang="en"><head><title>Messages</title><script src="/fhir-client.js"></script></head><body>
        <p id="user"></p><p id="patient"></p><ul id="messages"></ul><p id="problem"></p>
        <script>
        const show = (id, text) => { document.getElementById(id).textContent = text; };
        FHIR.oauth2.ready().then(async client => {
          const found = await client.request("Communication?subject=Patient/" + client.patient.id);
          for (const entry of found.entry || []) {
            const item = document.createElement("li");
            item.textContent = entry.resource.payload[0].contentString;
            document.getElementById("messages").append(item);
          }
          show("user", client.user.fhirUser);
          show("patient", client.patient.id);
        }).catch(problem => show("problem", "Problem: " + problem.message));
        </script></body></html>
        """;

    private readonly WebApplication server;

    private AnApp(Uri url, WebApplication server) => (Url, this.server) = (url, server);

    public Uri Url { get; }

    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Serves the app; skips the test where the library was not installed.</summary>
    public static async Task<AnApp> StartAsync(string gateway)
    {
        Assert.SkipUnless(File.Exists(Repository.PathOf(Library)), "fhirclient is not installed: run npm ci in Gateway.Tests/Clients.");
        var url = FreePort.Url();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.ToString());
        var server = builder.Build();
        server.MapGet("/fhir-client.js", () => Results.File(Repository.PathOf(Library), "text/javascript"));
        server.MapGet("/standalone", () => Page(SignIn(Scope, $", iss: \"{gateway}\"")));
        // Launched from an EHR, it is told in the address where FHIR is.
        server.MapGet("/launch", () => Page(SignIn(EhrScope, "")));
        server.MapGet("/callback", () => Page(Messages));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new AnApp(url, server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string SignIn(string scope, string more) => $$"""
        <!doctype html><html lang="en"><head><title>Signing in</title><script src="/fhir-client.js"></script></head><body><p id="problem"></p>
        <script>
        FHIR.oauth2.authorize({ clientId: "portal", scope: "{{scope}}", redirectUri: "/callback"{{more}} })
          .catch(problem => { document.getElementById("problem").textContent = "Problem: " + problem.message; });
        </script></body></html>
        """;

    private static IResult Page(string html) => Results.Text(html, "text/html");
}

using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Gateway.Tests.Access.Issuers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Sandbox;
using SmartApp;
using SmartApp.Launch;
using SmartApp.Launch.Entra;
using SmartApp.Texts;
using Account = Gateway.Tests.Access.Issuers.FakeEntra.Account;

namespace Gateway.Tests.AddOn;

/// <summary>Administrators sign in with Entra ID, in a real browser, and come to the same pages as from an EHR; and whoever should not is told what to do.</summary>
public sealed partial class EntraSignInTests : IClassFixture<EntraFixture>
{
    private static readonly Dictionary<string, (Account Account, string Sentence)> _refused = new()
    {
        ["without-role"] = (new(), EntraFault.NoOperator),
        ["auditor-only"] = (new("Gateway.Auditor"), EntraFault.NoOperator),
        ["of-another-tenant"] = (
            new("Gateway.Operator")
            {
                Home = FakeEntra.AnotherTenant,
                IdToken = token => (token["iss"], token["tid"]) = ($"https://{FakeEntra.Host}/{FakeEntra.AnotherTenant}/v2.0", FakeEntra.AnotherTenant),
            },
            EntraFault.Tenant),
        ["with-another-tid"] = (new("Gateway.Operator") { IdToken = token => token["tid"] = FakeEntra.AnotherTenant }, EntraFault.Tenant),
        ["without-tid"] = (new("Gateway.Operator") { IdToken = token => token.Remove("tid") }, EntraFault.Tenant),
        ["of-another-issuer"] = (new("Gateway.Operator") { IdToken = token => token["iss"] = "https://evil.example/v2.0" }, EntraFault.Tenant),
        ["of-version-1"] = (new("Gateway.Operator") { IdToken = token => (token["iss"], token["ver"]) = ($"https://sts.windows.net/{FakeEntra.Tenant}/", "1.0") }, EntraFault.Tenant),
        ["for-another-app"] = (new("Gateway.Operator") { IdToken = token => token["aud"] = FakeEntra.Gateway }, EntraFault.Setup),
        ["for-another-api"] = (new("Gateway.Operator") { AccessToken = token => token["aud"] = "00000003-0000-0000-c000-000000000000" }, EntraFault.Setup),
        ["signed-by-another"] = (new("Gateway.Operator") { IsForged = true }, EntraFault.Again),
        ["of-another-sign-in"] = (new("Gateway.Operator") { IdToken = token => token["nonce"] = "638000000000000000.AnotherSignIn" }, EntraFault.Again),
        ["of-another-day"] = (new("Gateway.Operator") { IdToken = token => (token["iat"], token["nbf"], token["exp"]) = (1_700_000_000, 1_700_000_000, 1_700_003_600) }, EntraFault.Again),
        ["who-declines"] = (new("Gateway.Operator") { Refusal = ("access_denied", "AADSTS65004: User declined to consent to access the app.") }, EntraFault.Denied),
        ["not-assigned"] = (new() { Refusal = ("access_denied", "AADSTS50105: 'ode.admin@clinic.example' is not assigned to a role for the application.") }, EntraFault.NoRole),
    };

    private readonly EntraFixture fixture;

    public EntraSignInTests(EntraFixture fixture)
    {
        this.fixture = fixture;
        Entra.Accounts["operator"] = new("Gateway.Operator");
        Entra.Accounts["guest"] = new("Gateway.Operator") { Home = FakeEntra.AnotherTenant };
        Entra.Accounts["auditor"] = new("Gateway.Auditor");
        Entra.Accounts["both"] = new("Gateway.Operator", "Gateway.Auditor");
        foreach (var (name, (account, _)) in _refused)
        {
            Entra.Accounts[name] = account;
        }
    }

    public static TheoryData<string> Refused => [.. _refused.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FakeEntra Entra => fixture.Entra;

    private RunningAddOn AddOn => fixture.AddOn;

    [Fact]
    public async Task An_operator_comes_from_the_first_page_by_Entra_ID_works_and_leaves()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(AddOn.Url.ToString());
        await page.ClickAsync("section:has-text('Entra ID') >> text=I run the message gateway");
        await page.ReachesAsync($"^https://{FakeEntra.Host}/");
        await page.ClickAsync("#operator");
        await page.ReachesAsync("/l/[0-9a-f]+/operations/health");

        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Everything works.");
        await page.ClickAsync("nav >> text=Policy");
        await Assertions.Expect(page.Locator("li:has(.tag.good)")).ToHaveCountAsync(1);
        var cookies = await browser.CookiesAsync();
        Assert.DoesNotContain(cookies, cookie => cookie.Value.Contains("eyJ", StringComparison.Ordinal) || cookie.Name.StartsWith(".AspNetCore.Cookies", StringComparison.Ordinal));
        Assert.Equal($"/l/{HandleIn(page)}", Assert.Single(cookies, cookie => cookie.Name == "__Secure-launch").Path);

        await page.ClickAsync("text=Sign out");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You are signed out");
        Assert.Empty(Entra.Strangers);
    }

    [Fact]
    public async Task Two_tabs_of_one_browser_are_two_launches_and_a_guest_is_welcome()
    {
        await using var browser = await fixture.BrowserAsync();
        var operators = await fixture.ChooseAsync(browser, "guest");
        var auditors = await fixture.ChooseAsync(browser, "auditor", "audit");
        await Assertions.Expect(auditors.Locator("tbody tr").First).ToBeVisibleAsync();

        await operators.ClickAsync("text=Sign out");
        await operators.ReachesAsync("/signed-out");
        await auditors.ReloadAsync();

        await Assertions.Expect(auditors.Locator("tbody tr").First).ToBeVisibleAsync();
        await auditors.GotoAsync(auditors.Url.Replace("operations/audit", "operations/policies", StringComparison.Ordinal));
        await Assertions.Expect(auditors.Locator("[role=alert]")).ToContainTextAsync("Your sign-in does not allow this.");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Who_should_not_come_in_reads_what_to_do(string account)
    {
        using var answer = await ChosenAsync(AddOn.Url, account);

        Assert.Contains(Words.Of("en")[_refused[account].Sentence], WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.InRange((int)answer.StatusCode, 400, 403);
        Assert.DoesNotContain(answer.Headers.SelectMany(header => header.Value), value => value.Contains("-launch", StringComparison.Ordinal));
        Assert.DoesNotContain("ode.admin", string.Join('\n', AddOn.Log.Lines), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("both")]
    public async Task Whoever_runs_the_gateway_does_not_watch_over_it(string account)
    {
        using var answer = await ChosenAsync(AddOn.Url, account, "audit");

        Assert.Contains(Words.Of("en")[EntraFault.NoAuditor], WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_taken_once_and_in_the_browser_that_asked_for_it()
    {
        await using var browser = await fixture.BrowserAsync();
        await using var another = await fixture.BrowserAsync();
        Microsoft.Playwright.IRequest? answer = null;
        browser.Request += (_, request) => answer = request.Url.EndsWith(EntraSetup.Callback, StringComparison.Ordinal) ? request : answer;
        await fixture.ChooseAsync(browser, "operator");

        foreach (var context in (IBrowserContext[])[browser, another])
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(new Uri(AddOn.Url, "/signed-out").ToString());
            var fields = Uri.UnescapeDataString(answer!.PostData!.Replace('+', ' ')).Split('&').Select(field => field.Split('=', 2));
            await page.EvaluateAsync(
                "([action, fields]) => { const form = document.createElement('form'); form.method = 'post'; form.action = action; "
                + "for (const [name, value] of fields) { const input = document.createElement('input'); input.name = name; input.value = value; form.append(input); } "
                + "document.body.append(form); form.submit(); }",
                new object[] { EntraSetup.Callback, fields.ToArray() });
            await page.ReachesAsync($"{EntraSetup.Callback}$");

            Assert.Equal(Words.Of("en")[EntraFault.Again], await page.Locator("main p").TextContentAsync());
        }
    }

    [Fact]
    public async Task A_token_that_ends_is_followed_by_the_next_and_nothing_of_either_is_in_the_log()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.ChooseAsync(browser, "guest");
        var launches = AddOn.Services.GetRequiredService<LaunchStore>();
        var ended = await launches.ChangeAsync(HandleIn(page), state => state with { AccessTokenEnds = DateTimeOffset.UnixEpoch }, Cancel);

        await page.ReloadAsync();

        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Everything works.");
        var refreshed = await launches.FindAsync(HandleIn(page), Cancel);
        Assert.NotEqual(ended!.AccessToken, refreshed!.AccessToken);
        Assert.NotEqual(ended.Entra!.Tokens, refreshed.Entra!.Tokens);
        var log = string.Join('\n', AddOn.Log.Lines);
        Assert.DoesNotContain(ended.AccessToken, log, StringComparison.Ordinal);
        Assert.DoesNotContain(refreshed.AccessToken, log, StringComparison.Ordinal);
        Assert.DoesNotContain("code=", log, StringComparison.Ordinal);
        Assert.DoesNotContain("ode.admin", log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_a_proxy_and_with_a_certificate_the_same_sign_in_works()
    {
        var file = Path.Combine(AddOn.Gateway.Ehr.Options.DataDirectory, "add-on.pfx");
        await File.WriteAllBytesAsync(file, Entra.Credential.Export(X509ContentType.Pkcs12, "of-the-file"), Cancel);
        await using var app = await SecondAsync(("CertificateFile", file), ("CertificatePassword", "of-the-file"));

        using var done = await ChosenAsync(new Uri(app.Urls.Single()), "operator");

        Assert.Equal(HttpStatusCode.Found, done.StatusCode);
        Assert.StartsWith("/l/", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("certificate", Entra.Proofs.Last());
    }

    [Fact]
    public async Task A_tenant_that_the_directory_does_not_know_is_told_before_anybody_is_sent_there()
    {
        await using var app = await SecondAsync(("TenantId", FakeEntra.AnotherTenant), ("ClientSecret", FakeEntra.Secret));
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var answer = await http.SendAsync(At(new Uri(app.Urls.Single()), "/start/entra/audit"), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("Entra:TenantId", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/start/entra")]
    [InlineData("/start/entra/staff")]
    public async Task Patients_and_staff_do_not_come_in_there(string start)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(AddOn.Url, start), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static string HandleIn(IPage page) => new Uri(page.Url).Segments[2].TrimEnd('/');

    /// <summary>A request as it comes from a proxy that does not say by which name it was called.</summary>
    private static HttpRequestMessage At(Uri addOn, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(addOn, path));
        request.Headers.Host = "inner.example";
        request.Headers.AcceptLanguage.ParseAdd("en");
        return request;
    }

    /// <summary>What the add-on answers to who comes back with an account; without a browser, so that there may be many.</summary>
    private async Task<HttpResponseMessage> ChosenAsync(Uri addOn, string account, string start = "operations")
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var directory = new HttpClient(Entra.Way());
        using var begun = await http.SendAsync(At(addOn, $"/start/entra/{start}"), Cancel);
        using var offered = await directory.GetAsync(begun.Headers.Location, Cancel);
        var page = await offered.Content.ReadAsStringAsync(Cancel);
        Assert.True(offered.IsSuccessStatusCode, page);
        var form = page[..page.IndexOf($"id='{account}'", StringComparison.Ordinal)];
        var cookies = begun.Headers.GetValues("Set-Cookie").ToList();
        Assert.All(cookies, cookie => Assert.Contains("secure; samesite=none; httponly", cookie, StringComparison.OrdinalIgnoreCase));

        var answer = At(addOn, EntraSetup.Callback);
        answer.Method = HttpMethod.Post;
        answer.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        answer.Content = new FormUrlEncodedContent(Fields().Matches(form[form.LastIndexOf("<form", StringComparison.Ordinal)..])
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value))));
        return await http.SendAsync(answer, Cancel);
    }

    /// <summary>An add-on of its own, before the same gateway, that browsers would find where the first one is.</summary>
    private async Task<WebApplication> SecondAsync(params (string Key, string Value)[] settings)
    {
        var options = AddOn.Gateway.Ehr.Options;
        var app = SmartAppHost.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(SmartAppSettings.For(options));
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["SmartApp:DataDirectory"] = Path.Combine(options.DataDirectory, $"second-{Guid.NewGuid():N}"),
            });
            builder.Logging.ClearProviders();
            fixture.Configure(builder, settings);
        });
        await app.StartAsync(Cancel);
        return app;
    }

    [GeneratedRegex("""<input type=hidden name=(\w+) value="([^"]*)">""")]
    private static partial Regex Fields();
}

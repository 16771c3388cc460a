using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gateway.Tests.Access.Issuers;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmartApp.Launch;
using SmartApp.Storage;
using SmartApp.Texts;

namespace Gateway.Tests.AddOn;

/// <summary>Ways into somebody else's launch, each tried in a real browser.</summary>
public sealed class LaunchAttackTests(LaunchAttackTests.Fixture fixture) : IClassFixture<LaunchAttackTests.Fixture>
{
    private static readonly Dictionary<string, Func<AToken, string?>> _forged = new()
    {
        ["by-another-key-of-that-name"] = token => token.SignedBy(ForgeKey.Rsa(token.Key.Id)).Signed(),
        ["by-a-key-that-nobody-publishes"] = token => token.SignedBy(ForgeKey.Rsa("elsewhere")).Signed(),
        ["by-nobody"] = token => token.Headed("alg", "none").Signed(_ => []),
        ["by-the-public-key-as-a-secret"] = token => token.Headed("alg", "HS256").Signed(content => HMACSHA256.HashData(Encoding.UTF8.GetBytes(token.Key.PublicJson()), content)),
        ["changed-after-it-was-signed"] = token => Changed(token.Signed(), token.With("fhirUser", "Practitioner/nurse-kim").Signed()),
        ["for-another-client"] = token => token.With("aud", "portal").Signed(),
        ["for-nobody"] = token => token.Without("aud").Signed(),
        ["of-another-sign-in"] = token => token.With("nonce", "of-another-sign-in-0123456789").Signed(),
        ["of-any-sign-in"] = token => token.Without("nonce").Signed(),
        ["of-another-issuer"] = token => token.With("iss", "https://evil.example/").Signed(),
        ["of-no-issuer"] = token => token.Without("iss").Signed(),
        ["that-has-ended"] = token => token.With("exp", 1_700_000_000).Signed(),
        ["that-never-ends"] = token => token.Without("exp").Signed(),
        ["that-says-nothing"] = _ => "no-token-at-all",
        ["that-is-not-there"] = _ => null,
    };

    public static TheoryData<string> Forged => [.. _forged.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RunningAddOn AddOn => fixture.AddOn;

    [Fact]
    public async Task A_launch_is_not_opened_by_its_address_in_another_browser()
    {
        await using var hers = await fixture.BrowserAsync();
        await using var another = await fixture.BrowserAsync();
        var launched = await AddOn.LaunchAsync(hers, "dr-lee", "susie-smith");

        var page = await another.NewPageAsync();
        var answer = await page.GotoAsync(launched.Url);

        Assert.Equal(401, answer!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Please sign in again");
        await page.ClickAsync("text=I come in another way");
        await Assertions.Expect(page.Locator("text=I work here").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_cookie_that_somebody_planted_before_the_sign_in_opens_nothing_afterwards()
    {
        await using var browser = await fixture.BrowserAsync();
        var before = await AddOn.LaunchAsync(browser, "dr-lee", "mark-smith");
        var planted = (await browser.CookiesAsync()).Single(cookie => cookie.Name == "__Secure-launch");

        var after = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var fresh = (await browser.CookiesAsync()).Where(cookie => cookie.Name == "__Secure-launch").ToList();

        Assert.NotEqual(HandleIn(before), HandleIn(after));
        Assert.Equal(2, fresh.Select(cookie => cookie.Value).Distinct().Count());
        Assert.Contains(fresh, cookie => cookie.Value == planted.Value && cookie.Path == $"/l/{HandleIn(before)}");
    }

    [Fact]
    public async Task A_sign_in_cannot_be_completed_twice()
    {
        await using var browser = await fixture.BrowserAsync();
        var (page, callback) = await CallbackOfAsync(browser);

        var answer = await page.GotoAsync(callback);

        Assert.Equal(400, answer!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This did not work");
    }

    [Fact]
    public async Task A_sign_in_that_began_in_another_browser_is_not_completed_here()
    {
        await using var attacker = await fixture.BrowserAsync();
        await using var victim = await fixture.BrowserAsync();
        var callback = await UnfinishedAsync(attacker);

        var page = await victim.NewPageAsync();
        var answer = await page.GotoAsync(callback);

        Assert.Equal(400, answer!.Status);
        Assert.DoesNotContain(await victim.CookiesAsync(), cookie => cookie.Name == "__Secure-launch");
    }

    [Fact]
    public async Task A_code_of_one_sign_in_is_of_no_use_in_another()
    {
        await using var browser = await fixture.BrowserAsync();
        var (first, second) = (await UnfinishedAsync(browser), await UnfinishedAsync(browser));

        var page = await browser.NewPageAsync();
        var answer = await page.GotoAsync(first.Replace(ParameterOf(first, "code"), ParameterOf(second, "code"), StringComparison.Ordinal));

        Assert.Equal(400, answer!.Status);
    }

    [Theory]
    [InlineData("https%3A%2F%2Fevil.example%2F")]
    [InlineData("")]
    public async Task An_answer_that_claims_another_issuer_is_refused(string issuer)
    {
        await using var browser = await fixture.BrowserAsync();
        var callback = await UnfinishedAsync(browser);

        var page = await browser.NewPageAsync();
        var answer = await page.GotoAsync(callback.Replace($"iss={ParameterOf(callback, "iss")}", $"iss={issuer}", StringComparison.Ordinal));

        Assert.Equal(400, answer!.Status);
    }

    [Theory]
    [MemberData(nameof(Forged))]
    public async Task An_id_token_that_is_not_the_EHRs_for_this_sign_in_opens_nothing(string token)
    {
        await using var database = await AddOn.Services.GetRequiredService<IDbContextFactory<SmartAppDb>>().CreateDbContextAsync(Cancel);
        var kept = await database.Launches.CountAsync(Cancel);
        fixture.IdToken.ForgeNext(_forged[token]);

        using var answer = await ReturnedAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(Words.Of("en")["problem.sign-in"], WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Headers.SelectMany(header => header.Value), value => value.Contains("-launch", StringComparison.Ordinal));
        Assert.Equal(kept, await database.Launches.CountAsync(Cancel));
        var log = string.Join('\n', AddOn.Log.Lines);
        Assert.All(fixture.IdToken.Sent.Split('.').Where(part => part.Length > 0), part => Assert.DoesNotContain(part, log, StringComparison.Ordinal));
        Assert.DoesNotContain("dr-lee", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Practitioner/dr-lee", "Practitioner/dr-lee")]
    [InlineData("https://ehr.example/fhir/PractitionerRole/dr-lee-here", "PractitionerRole/dr-lee-here")]
    [InlineData("https://ehr.example/fhir/Patient/susie-smith", "Patient/susie-smith")]
    [InlineData("https://ehr.example/fhir/RelatedPerson/susie-for-johnny", "RelatedPerson/susie-for-johnny")]
    [InlineData("https://ehr.example/fhir/Person/susie", "Person/susie")]
    [InlineData("https://ehr.example/fhir/Device/pump", null)]
    [InlineData("https://ehr.example/fhir/Practitioner/", null)]
    [InlineData("", null)]
    public async Task Who_comes_is_whom_an_id_token_names_that_the_EHR_has_signed(string told, string? user)
    {
        fixture.IdToken.ForgeNext(token => token.With("fhirUser", told).Signed());

        using var answer = await ReturnedAsync();

        Assert.Equal(user is null ? HttpStatusCode.BadRequest : HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(user, user is null ? null : (await AddOn.Services.GetRequiredService<LaunchStore>().FindAsync(answer.Headers.Location!.OriginalString.Split('/')[2], Cancel))?.User);
    }

    [Fact]
    public async Task A_launch_that_the_EHR_did_not_begin_is_told_kindly()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(AddOn.Url, $"/launch?iss={Uri.EscapeDataString(AddOn.Gateway.Ehr.FhirBase)}&launch=made-up").ToString());

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("This did not work");
    }

    [Fact]
    public async Task Forms_that_are_not_ours_change_nothing_and_pages_of_another_role_are_refused()
    {
        await using var browser = await fixture.BrowserAsync();
        var nurse = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        await AddOn.Services.GetRequiredService<LaunchStore>().ChangeAsync(
            HandleIn(nurse), state => state with { Scope = state.Scope.Replace("gateway/review", "", StringComparison.Ordinal) }, Cancel);
        var people = new (IPage Page, string Title, string[] Forms, string[] Elsewhere)[]
        {
            (nurse, "Inbox", ["sign-out", "language", "draft", "write", "inbox", "inbox/1", "requests/new"], ["review", "messages", "messages/new", "operations/health", "operations/audit"]),
            (await AddOn.SignInAsync(browser, "susie-smith"), "Messages", ["check", "draft", "messages/new", "boxes/refill", "agreement", "charts"], ["inbox", "write", "review", "requests", "operations/policies"]),
            (await AddOn.SignInAsync(browser, "admin-ode", start: "operations"), "System health", ["operations/policies/1", "operations/deliveries", "operations/dead-letters", "operations/subscriptions"], ["messages", "inbox", "review", "operations/audit"]),
        };
        foreach (var (page, title, forms, elsewhere) in people)
        {
            foreach (var form in forms)
            {
                Assert.Equal((form, 400), (form, await PostAsync(page, form, "language=es&_handler=activate&text=Words")));
            }

            foreach (var other in elsewhere)
            {
                Assert.Equal((other, 403), (other, await page.EvaluateAsync<int>("async path => (await fetch(path, { redirect: 'manual' })).status", $"/l/{HandleIn(page)}/{other}")));
            }

            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("h1")).ToContainTextAsync(title);
        }
    }

    [Fact]
    public async Task What_one_EHR_answered_does_not_complete_a_sign_in_at_another()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(AddOn.LaunchAddress("dr-lee", "mark-smith", at: AddOn.Other));
        await page.ReachesAsync("/l/");
        var (here, there) = (await UnfinishedAsync(browser), await UnfinishedAsync(browser, AddOn.Other));
        foreach (var (begun, answered) in ((string, string)[])[(here, there), (there, here)])
        {
            var code = begun.Replace(ParameterOf(begun, "code"), ParameterOf(answered, "code"), StringComparison.Ordinal);

            Assert.Equal(400, (await page.GotoAsync(code.Replace(ParameterOf(begun, "iss"), ParameterOf(answered, "iss"), StringComparison.Ordinal)))!.Status);
            Assert.Equal(400, (await page.GotoAsync(code))!.Status);
        }
    }

    [Fact]
    public async Task A_form_of_one_launch_is_not_taken_in_another()
    {
        await using var browser = await fixture.BrowserAsync();
        var susies = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var marks = await AddOn.LaunchAsync(browser, "dr-lee", "mark-smith");
        var token = await marks.Locator("form.language input[name=token]").InputValueAsync();

        Assert.Equal(400, await PostAsync(susies, "language", $"language=es&token={Uri.EscapeDataString(token)}"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/signed-out")]
    public async Task Nobody_is_sent_elsewhere_by_a_form(string target)
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        await page.EvalOnSelectorAsync("form.language input[name=page]", "(input, target) => { input.value = target; }", target);

        await page.ClickAsync("form.language button");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Bandeja de entrada");
        Assert.StartsWith($"{AddOn.Url}l/{HandleIn(page)}/", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_out_is_out_also_by_the_back_button()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var inbox = page.Url;

        await page.ClickAsync("text=Sign out");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("You are signed out");
        var answer = await page.GotoAsync(inbox);

        Assert.Equal(401, answer!.Status);
    }

    [Fact]
    public async Task A_token_that_ends_is_followed_by_the_next_and_the_person_notices_nothing()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var launches = AddOn.Services.GetRequiredService<LaunchStore>();
        var ended = await launches.ChangeAsync(HandleIn(page), state => state with { AccessTokenEnds = DateTimeOffset.UnixEpoch }, Cancel);

        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".banner")).ToContainTextAsync("Susie Smith");
        var refreshed = await launches.FindAsync(HandleIn(page), Cancel);
        Assert.NotEqual(ended!.AccessToken, refreshed!.AccessToken);
        Assert.NotEqual(ended.RefreshToken, refreshed.RefreshToken);
        Assert.Equal(("susie-smith", ended.User), (refreshed.Patient, refreshed.User));

        // Where the EHR gives no refresh token, a launch ends with its access token.
        await launches.ChangeAsync(HandleIn(page), state => state with { AccessTokenEnds = DateTimeOffset.UnixEpoch, RefreshToken = null }, Cancel);
        Assert.Equal(401, (await page.ReloadAsync())!.Status);
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Please sign in again");
    }

    [Fact]
    public async Task Nothing_of_a_launch_reaches_the_log()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.LaunchAsync(browser, "dr-lee", "susie-smith");
        var launches = AddOn.Services.GetRequiredService<LaunchStore>();
        var state = await launches.FindAsync(HandleIn(page), Cancel);

        var log = string.Join("\n", AddOn.Log.Lines);
        Assert.DoesNotContain("Susie", log, StringComparison.Ordinal);
        Assert.DoesNotContain(state!.AccessToken, log, StringComparison.Ordinal);
        Assert.DoesNotContain(state.RefreshToken!, log, StringComparison.Ordinal);
        Assert.DoesNotContain("code=", log, StringComparison.Ordinal);
    }

    /// <summary>What one token says, under the signature of the other.</summary>
    private static string Changed(string signed, string says) => $"{says[..says.LastIndexOf('.')]}{signed[signed.LastIndexOf('.')..]}";

    private static string HandleIn(IPage page) => new Uri(page.Url).Segments[2].TrimEnd('/');

    private static string ParameterOf(string address, string name) =>
        new Uri(address).Query.TrimStart('?').Split('&').Single(pair => pair.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];

    private static Task<int> PostAsync(IPage page, string form, string body) => page.EvaluateAsync<int>(
        "async ([path, body]) => (await fetch(path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(body) })).status",
        new[] { $"/l/{HandleIn(page)}/{form}", body });

    /// <summary>A launch that was completed, and the address that completed it.</summary>
    private async Task<(IPage Page, string Callback)> CallbackOfAsync(IBrowserContext browser)
    {
        var callback = "";
        var page = await browser.NewPageAsync();
        page.Request += (_, request) => callback = request.Url.Contains("/callback?", StringComparison.Ordinal) ? request.Url : callback;
        await page.GotoAsync(AddOn.LaunchAddress("dr-lee", "susie-smith"));
        await page.ReachesAsync("/l/");
        return (page, callback);
    }

    /// <summary>A sign-in of this browser's that stops short of coming back: the address that would complete it.</summary>
    private async Task<string> UnfinishedAsync(IBrowserContext browser, RunningEhr? at = null)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var launch = await NextOfAsync(http, AddOn.LaunchAddress("dr-lee", "susie-smith", at: at));
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(AddOn.Url, "/signed-out").ToString());
        var begun = await page.RunAndWaitForResponseAsync(
            () => page.EvaluateAsync("address => fetch(address, { redirect: 'manual' }).then(() => null)", launch), answer => answer.Url == launch);
        return await NextOfAsync(http, (await begun.AllHeadersAsync())["location"]);
    }

    /// <summary>What the add-on answers to who comes back from the EHR; without a browser, so that there may be many.</summary>
    private async Task<HttpResponseMessage> ReturnedAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var begun = await http.GetAsync(await NextOfAsync(http, AddOn.LaunchAddress("dr-lee", "susie-smith")), Cancel);
        using var back = new HttpRequestMessage(HttpMethod.Get, await NextOfAsync(http, begun.Headers.Location!.ToString()));
        back.Headers.Add("Cookie", string.Join("; ", begun.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        back.Headers.AcceptLanguage.ParseAdd("en");
        return await http.SendAsync(back, Cancel);
    }

    private static async Task<string> NextOfAsync(HttpClient http, string address)
    {
        using var answer = await http.GetAsync(address, Cancel);
        return answer.Headers.Location?.ToString() ?? throw new InvalidOperationException($"{(int)answer.StatusCode} leads nowhere.");
    }

    /// <summary>A running house, and a second EHR that may launch the same add-on.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly Browsers browsers = new();

        internal RunningAddOn AddOn { get; private set; } = null!;

        /// <summary>What the first EHR's id_tokens become.</summary>
        internal ForgedIdToken IdToken { get; } = new();

        internal Task<IBrowserContext> BrowserAsync() => browsers.OpenAsync();

        public async ValueTask InitializeAsync() => AddOn = await RunningAddOn.StartAsync(configureEhr: IdToken.Attach, withOther: true);

        public async ValueTask DisposeAsync()
        {
            await browsers.DisposeAsync();
            await AddOn.DisposeAsync();
        }
    }
}

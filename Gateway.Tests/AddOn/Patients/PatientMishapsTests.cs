using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>What goes wrong around patients, and what they can do without: nothing that they wrote is lost, and nothing is sent twice.</summary>
[Collection(PatientsHouse.Name)]
public sealed class PatientMishapsTests(PatientsFixture fixture)
{
    private const string Hostile = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> \u202Etxet dediw\u202C &amp; My knee hurts, should I come in?";

    private RunningAddOn AddOn => fixture.AddOn;

    [Fact]
    public async Task Without_script_messages_are_read_checked_and_sent()
    {
        await using var browser = await fixture.BrowserAsync("es", script: false);
        var page = await fixture.WritingAsync(browser);
        await page.SendingAsync("I have crushing chest pain and cannot breathe, but it is an exercise without script");

        await Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await page.Button("Cambiar lo que escribí").ClickAsync();
        await Expect(page.Locator("dialog")).ToHaveCountAsync(0);
        await page.FillAsync("#text", "Mi rodilla izquierda me duele al subir escaleras desde hace una semana. ¿Debo ir a la clínica?");
        await page.SendAsync();
        await page.PassOverAsync();

        var id = await page.SentAsync();
        await Expect(page.Locator(".talk .said").First).ToContainTextAsync("rodilla izquierda");
        Assert.Contains("rodilla", (await AddOn.Gateway.FiledOnceAsync(id)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_twice_is_one_message_and_the_way_back_leads_to_an_empty_page()
    {
        const string Text = "My right elbow itches since a week, mildly, a cream helped. Should I do anything about it?";
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.FillAsync("#text", Text);
        await page.EvaluateAsync(
            """
            () => {
              const form = document.querySelector("form[data-live]");
              const once = () => fetch(location.href, { method: "POST", body: new URLSearchParams(new FormData(form)) });
              return Promise.all([once(), once()]).then(() => null);
            }
            """);
        await page.SendAsync();
        await page.SentAsync();

        Assert.Single(await fixture.MessagesAsync("susie-smith"), message => message!.ToJsonString().Contains("right elbow itches", StringComparison.Ordinal));
        await page.GoBackAsync();
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task While_the_gateway_is_away_the_draft_is_kept_and_can_be_sent_afterwards()
    {
        const string Text = "My heel hurts in the morning for two weeks, 3 of 10, rest helps. Should I see somebody?";
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await AddOn.Gateway.StopGatewayAsync();
        try
        {
            await page.SendingAsync(Text);
            await Expect(page.Locator("#check")).ToContainTextAsync("We cannot reach the message server");
            await Expect(page.Locator("#text")).ToHaveValueAsync(Text);
        }
        finally
        {
            await AddOn.Gateway.StartGatewayAsync();
        }

        await page.OpenAsync("messages/new");
        await Expect(page.Locator("#text")).ToHaveValueAsync(Text);
        await page.SendAsync();
        await page.PassOverAsync();
        await page.SentAsync();
    }

    [Fact]
    public async Task What_was_begun_in_one_tab_stays_in_its_chart_when_another_tab_opens_another()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.FillAsync("#text", "My left thumb is stiff in the morning since a month, mild, warmth helps. What can I do?");
        var other = await browser.NewPageAsync();
        await other.GotoAsync(page.Url);
        await other.OpenAsync("charts");
        await other.Button("Open messages of Johnny Smith").ClickAsync();
        await Expect(other.Locator(".banner")).ToContainTextAsync("Johnny Smith");

        await page.SendAsync();
        await page.PassOverAsync();
        await Expect(page.Locator(".good[role=status]")).ToContainTextAsync("with the messages of Susie Smith");
        Assert.Contains(await fixture.MessagesAsync("susie-smith"), message => message!.ToJsonString().Contains("left thumb", StringComparison.Ordinal));
        Assert.DoesNotContain(await fixture.MessagesAsync("johnny-smith"), message => message!.ToJsonString().Contains("left thumb", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_came_in_with_one_chart_alone_signs_in_for_the_other_and_finds_what_she_wrote()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser, patient: "susie-smith");
        await page.SendingAsync("Johnny has an earache today");
        await page.Button("It is about somebody else for whom I write").ClickAsync();
        await Expect(page.Locator("#elsewhere-title")).ToBeVisibleAsync();

        page = await fixture.WritingAsync(browser, patient: "johnny-smith");
        await Expect(page.Locator(".banner")).ToContainTextAsync("Johnny Smith");
        await Expect(page.Locator("#text")).ToHaveValueAsync("Johnny has an earache today");
        await page.Button("Discard").ClickAsync();
        await page.Button("Yes, discard it").ClickAsync();
        await page.ReachesAsync("/messages$");
    }

    [Fact]
    public async Task Who_loses_the_connection_loses_no_word()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser, "susie-smith");
        await browser.SetOfflineAsync(true);
        await page.FillAsync("#text", "My wrist hurts when I type.");
        await page.ClickAsync("[data-send]");
        await Expect(page.Locator("#check")).ToContainTextAsync("not connected");
        await Expect(page.Locator("#text")).ToHaveValueAsync("My wrist hurts when I type.");

        await browser.SetOfflineAsync(false);
        await page.Button("Discard").ClickAsync();
        await page.Button("Yes, discard it").ClickAsync();
        await page.ReachesAsync("/messages$");
    }

    [Fact]
    public async Task Who_is_signed_out_meanwhile_reads_what_she_wrote_and_finds_it_after_signing_in()
    {
        const string Text = "My shoulder clicks when I lift my arm.";
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser, "mark-smith");
        var looked = page.WaitForResponseAsync("**/check");
        await page.FillAsync("#text", Text);
        await looked;
        await browser.ClearCookiesAsync();
        await page.SendAsync();

        await Expect(page.Locator("#kept")).ToHaveValueAsync(Text);
        page = await fixture.WritingAsync(browser, "mark-smith");
        await Expect(page.Locator("#text")).ToHaveValueAsync(Text);
    }

    [Fact]
    public async Task What_was_filled_in_a_box_outlives_the_way_back_a_lost_connection_and_an_ended_launch()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.SignInAsync(browser, "mark-smith");
        await page.OpenAsync("boxes?purpose=refill");
        var box = page.Url;
        await page.FillAsync("#q-drug", "Metoprolol");
        await page.RunAndWaitForResponseAsync(() => page.CheckAsync("[name='q.changed'][value=false]"), "**/draft");
        await page.Link("Messages").ClickAsync();
        await page.ReachesAsync("/messages$");
        await page.GoBackAsync();
        await Expect(page.Locator("#q-drug")).ToHaveValueAsync("Metoprolol");
        await Expect(page.Locator("[name='q.changed'][value=false]")).ToBeCheckedAsync();

        await browser.SetOfflineAsync(true);
        await page.FillAsync("#q-pharmacy", "CVS on Elm Street");
        await page.ClickAsync("[data-send]");
        await Expect(page.Locator("form [role=alert]")).ToContainTextAsync("not connected");
        await Expect(page.Locator("#q-pharmacy")).ToHaveValueAsync("CVS on Elm Street");
        await browser.SetOfflineAsync(false);
        await browser.ClearCookiesAsync();
        await page.SendAsync();

        await Expect(page.Locator("#kept-fields")).ToContainTextAsync("Which medicine do you need?");
        await Expect(page.Locator("#kept-fields")).ToContainTextAsync("CVS on Elm Street");
        Assert.DoesNotContain("Elm", page.Url, StringComparison.Ordinal);
        page = await AddOn.SignInAsync(browser, "mark-smith");
        await page.OpenAsync($"boxes/{new Uri(box).Segments[^1]}");
        await Expect(page.Locator("#q-pharmacy")).ToHaveValueAsync("CVS on Elm Street");
        await Expect(page.Locator("[name='q.changed'][value=false]")).ToBeCheckedAsync();
        Assert.DoesNotContain("Elm Street", string.Join('\n', AddOn.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_shows_as_text_and_breaks_nothing()
    {
        var message = AMessage.From("Practitioner/dr-lee", "susie-smith", $"{Hostile} {new string('W', 100_000)}");
        message["recipient"] = new JsonArray(AMessage.Ref("Patient/susie-smith"));
        message["topic"] = new JsonObject { ["text"] = Hostile };
        var sent = await AddOn.Gateway.PostAsync(message, await AddOn.Gateway.Ehr.TokenAsync("dr-lee", "susie-smith", "user/*.cruds"));
        Assert.True(sent.Status == 201, sent.Body);
        await using var browser = await fixture.BrowserAsync(width: 320);
        var page = await AddOn.SignInAsync(browser, "susie-smith");
        await page.OpenAsync($"messages/{(string)sent.Json["id"]!}");

        await Expect(page.Locator(".talk .said").First).ToContainTextAsync("<script>document.title='taken'</script>");
        Assert.DoesNotContain("taken", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Locator("main img, main script").CountAsync());
        await FitsAsync(page);
        await page.OpenAsync("messages");
        await Expect(page.Locator(".list")).ToContainTextAsync("<script>");
        await FitsAsync(page);
    }

    [Fact]
    public async Task On_a_small_screen_a_message_is_sent_by_keyboard_alone()
    {
        await using var browser = await fixture.BrowserAsync(width: 320);
        var page = await fixture.WritingAsync(browser);
        await TabToAsync(page, "#text");
        // A draft of another test may be there.
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("My big toe has been numb for three days, mild, nothing tried. Is that a reason to come in?");
        await TabToAsync(page, "[data-send]");
        await page.Keyboard.PressAsync("Enter");
        await page.ReachesAsync("/messages/[^/]*[?]sent=");
    }

    private static async Task TabToAsync(IPage page, string selector)
    {
        for (var press = 0; press < 40 && !await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector); press++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await Expect(page.Locator(selector)).ToBeFocusedAsync();
    }

    private static async Task FitsAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 320, $"{new Uri(page.Url).AbsolutePath} is wider than the screen.");
}

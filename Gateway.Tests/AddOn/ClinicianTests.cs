using Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SmartApp.Launch;

namespace Gateway.Tests.AddOn;

/// <summary>What clinicians do with messages, in a real browser: from the EHR's screen to the EHR's record.</summary>
public sealed class ClinicianTests(ClinicFixture clinic) : IClassFixture<ClinicFixture>
{
    private static readonly LocatorAssertionsToContainTextOptions _patiently = new() { Timeout = 30_000 };

    private static readonly LocatorAssertionsToBeVisibleOptions _soon = new() { Timeout = 30_000 };

    [Fact]
    public async Task An_emergency_stands_on_top_until_somebody_acknowledges_it_with_one_click()
    {
        await using var browser = await clinic.BrowserAsync();
        var message = await ClinicFixture.WritesAtAsync(await clinic.AddOn.SignInAsync(browser, "wei-chen"), "The worst headache of my life hit me ten minutes ago");
        var page = await clinic.AtAsync(browser, "dr-lee", "wei-chen");
        await Assertions.Expect(page.Locator(".alerts")).ToContainTextAsync("Possible emergency", _patiently);
        await Assertions.Expect(page.Locator("ol.list > li").First).ToContainTextAsync("worst headache", _patiently);
        await Browsers.PictureAsync(page, "clinician-inbox");

        await page.GetByRole(AriaRole.Button, new() { Name = "I take care of it" }).ClickAsync();

        await Assertions.Expect(page.Locator(".alerts .alarm")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        var alerts = await clinic.AddOn.Gateway.GetAsync("Task?code=emergency-alert&status=completed", clinic.AddOn.Gateway.TokenOf("user/Task.rs gateway/review", "Practitioner/dr-lee"));
        Assert.Equal("Practitioner/dr-lee", (string?)Assert.Single(alerts.Json["entry"]!.AsArray())!["resource"]!["owner"]!["reference"]);
        Assert.Equal("stat", (string?)(await clinic.Gateway.FiledOnceAsync(message))["priority"]);
    }

    [Fact]
    public async Task A_message_in_the_wrong_pool_is_passed_on_with_one_click()
    {
        await using var browser = await clinic.BrowserAsync();
        var message = await ClinicFixture.WritesAtAsync(
            await clinic.AddOn.SignInAsync(browser, "robert-smith-jr"), "My right elbow hurts when I lift something, since about a week. Should I come in?");
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-jr", "My right elbow hurts");

        await page.GetByRole(AriaRole.Button, new() { Name = "Scheduling", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("passed on", _patiently);
        var task = await clinic.TaskOfAsync(message);
        Assert.Equal("CareTeam/pool-scheduling", (string?)task["owner"]!["reference"]);
        Assert.Equal("wrong-pool", (string?)task["statusReason"]!["coding"]![0]!["code"]);
        await clinic.Gateway.FiledOnceAsync(message);
    }

    [Fact]
    public async Task A_burst_is_one_item_and_its_messages_stand_under_each_other()
    {
        await using var browser = await clinic.BrowserAsync();
        var patient = await clinic.AddOn.SignInAsync(browser, "mark-smith");
        foreach (var text in (string[])["My left knee hurts when I climb stairs. Should I come in?", "I forgot: it is swollen, too. What should I do?", "And at night it is worse. Is that normal?"])
        {
            await clinic.Gateway.FiledOnceAsync(await ClinicFixture.WritesAtAsync(patient, text));
        }

        var page = await clinic.AtAsync(browser, "nurse-kim", "mark-smith");

        var row = page.Locator("ol.list > li", new() { HasText = "Mark Smith" });
        await Assertions.Expect(row.First).ToBeVisibleAsync(_soon);
        Assert.Contains("3 messages in one", Assert.Single(await row.AllInnerTextsAsync()), StringComparison.Ordinal);
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator(".talk > li.new")).ToHaveCountAsync(3, new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".talk > li").Last).ToContainTextAsync("at night it is worse");
        await Assertions.Expect(page.Locator("section[aria-labelledby=why] .note")).ToContainTextAsync("a visit may settle more");
    }

    [Fact]
    public async Task A_held_message_is_moved_into_the_right_chart_and_reaches_the_EHR_there()
    {
        var held = await clinic.WritesAsync("susie-smith", "Johnny got a fever today");
        Assert.Equal("on-hold", (string?)held["status"]);
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AtAsync(browser, "nurse-kim", "susie-smith");
        await page.GetByRole(AriaRole.Link, new() { Name = "Held messages" }).ClickAsync();
        await Assertions.Expect(page.Locator("ol.list")).ToContainTextAsync("about somebody else", _patiently);
        await page.Locator($"a[href$='/review/{await clinic.ReviewOfAsync((string)held["id"]!)}']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "I take it" }).ClickAsync();
        await Assertions.Expect(page.Locator("mark").First).ToHaveTextAsync("Johnny", new() { Timeout = 30_000 });
        await Assertions.Expect(page.GetByText("the sender is the mother").First).ToBeVisibleAsync();
        await Browsers.PictureAsync(page, "clinician-review");

        await page.Locator("details[open]").GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Assertions.Expect(page.Locator("#confirm-title")).ToBeVisibleAsync(_soon);
        Assert.Equal("on-hold", (string?)(await clinic.AddOn.Gateway.GetAsync($"Communication/{held["id"]}", await SusieAsync())).Json["status"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, move it" }).ClickAsync();

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("moved to the right chart", _patiently);
        var moved = await clinic.AddOn.Gateway.GetAsync("Communication?patient=johnny-smith&sender=Patient/susie-smith", clinic.AddOn.Gateway.TokenOf("system/*.rs"));
        var filed = await clinic.AddOn.Gateway.FiledOnceAsync((string)Assert.Single(moved.Json["entry"]!.AsArray(), entry => entry!.ToJsonString().Contains("fever today", StringComparison.Ordinal))!["resource"]!["id"]!);
        Assert.Equal(("Patient/johnny-smith", "Johnny got a fever today"), ((string?)filed["subject"]!["reference"], (string?)filed["payload"]![0]!["contentString"]));
    }

    [Fact]
    public async Task A_reply_is_looked_through_as_the_patient_will_see_it_and_reaches_the_EHR_once()
    {
        var message = await clinic.WritesAsync("susie-smith", "My blood test was last week. Is the result there?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "susie-smith", "My blood test was last week", visit: "susie-visit");

        await page.SelectOptionAsync("#template", "en/result-normal");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it in" }).ClickAsync();
        await Assertions.Expect(page.Locator("#text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("result is normal"), new() { Timeout = 30_000 });
        await page.FillAsync("#text", "Your blood test is normal. Your hypertension is under control. Please go on as before, and write to us if you feel worse.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Look through it first" }).ClickAsync();
        await Assertions.Expect(page.Locator(".sheet")).ToContainTextAsync("Your blood test is normal.", _patiently);
        await Assertions.Expect(page.Locator(".parts")).ToContainTextAsync("high blood pressure");
        await Assertions.Expect(page.GetByText("school grade").First).ToBeVisibleAsync();
        await Browsers.PictureAsync(page, "clinician-answer");

        // Another tab finds the draft, and what was sent twice is sent once.
        await page.ReloadAsync();
        await page.GotoAsync(page.Url);
        await Assertions.Expect(page.Locator("#text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Your blood test is normal"), new() { Timeout = 30_000 });
        await page.EvaluateAsync("""
            async () => {
              const form = document.querySelector('#text').form;
              const button = [...form.querySelectorAll('button')].find(one => one.value === 'send');
              const send = () => fetch(form.action || location.href, { method: 'POST', body: new FormData(form, button) });
              await Promise.all([send(), send()]);
            }
            """);
        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".talk > li.ours").Last).ToContainTextAsync("Your blood test is normal.", _patiently);
        var reply = Assert.Single(await clinic.RepliesToAsync((string)message["id"]!));
        var filed = await clinic.AddOn.Gateway.FiledOnceAsync((string)reply["id"]!);
        Assert.Equal(("Patient/susie-smith", "Practitioner/nurse-kim"), ((string?)filed["subject"]!["reference"], (string?)filed["sender"]!["reference"]));
        Assert.Equal("Encounter/susie-visit", (string?)filed["encounter"]!["reference"]);
        Assert.Equal("completed", (string?)(await clinic.TaskOfAsync(message))["status"]);
    }

    [Fact]
    public async Task An_answer_is_written_and_sent_by_the_keyboard_alone_on_a_narrow_screen()
    {
        var message = await clinic.WritesAsync("robert-smith-sr", "My right elbow hurts when I lift a bag, since about a week. Should I come in?");
        await using var browser = await clinic.BrowserAsync(width: 320);
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-sr", "My right elbow hurts");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 320"), "The page is wider than the screen.");

        await page.SetInputFilesAsync("#files", new FilePayload { Name = "exercises.txt", MimeType = "text/plain", Buffer = "Bend and stretch, ten times."u8.ToArray() });
        await TabToAsync(page, "element => element.id === 'text'");
        await page.Keyboard.TypeAsync("Please come in on Monday.");
        await TabToAsync(page, "element => element.value === 'send'");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Your answer was sent", _patiently);
        Assert.Equal("Please come in on Monday.", (string?)Assert.Single(await clinic.RepliesToAsync((string)message["id"]!))["payload"]![0]!["contentString"]);
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "exercises.txt" }).ClickAsync());
        await using var content = await saved.CreateReadStreamAsync();
        Assert.Equal("Bend and stretch, ten times.", await new StreamReader(content).ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 320"), "The page is wider than the screen.");

        // Who goes back finds the work done, and nothing to send again.
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".talk > li.ours")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#text")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_answer_outlives_a_lost_connection_and_a_refresh_token_that_the_EHR_refuses()
    {
        const string Answer = "Please keep the heel warm, and come in if it is not better on Friday.";
        var message = await clinic.WritesAsync("robert-smith-jr", "My right heel hurts in the morning since a week. What can I do?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-jr", "My right heel hurts");
        var address = new Uri(page.Url);
        await browser.SetOfflineAsync(true);
        await page.FillAsync("#text", Answer);
        await page.ClickAsync("button[value=send]");
        await Assertions.Expect(page.Locator("form [role=alert]")).ToContainTextAsync("not connected", _patiently);
        await browser.SetOfflineAsync(false);
        await clinic.AddOn.Services.GetRequiredService<LaunchStore>().ChangeAsync(
            address.Segments[2].TrimEnd('/'), state => state with { AccessTokenEnds = DateTimeOffset.UnixEpoch, RefreshToken = "of-another-day" }, TestContext.Current.CancellationToken);
        await page.ClickAsync("button[value=send]");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Please sign in again", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#kept")).ToHaveValueAsync(Answer);
        Assert.DoesNotContain("heel", string.Join('\n', clinic.AddOn.Log.Lines), StringComparison.Ordinal);
        page = await clinic.AtAsync(browser, "nurse-kim", "robert-smith-jr");
        await page.GotoAsync(page.Url.Replace("/inbox", $"/inbox/{address.Segments[^1]}", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator("#text")).ToHaveValueAsync(Answer, new() { Timeout = 30_000 });
        await page.ClickAsync("button[value=send]");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Your answer was sent", _patiently);
        Assert.Equal(Answer, (string?)Assert.Single(await clinic.RepliesToAsync((string)message["id"]!))["payload"]![0]!["contentString"]);
    }

    [Theory]
    [InlineData("en", "Your message was sent", "may be about somebody else")]
    [InlineData("es", "Su mensaje fue enviado", "puede tratar de otra persona")]
    public async Task A_result_that_nobody_asked_about_is_written_in_the_open_chart_and_guarded_like_every_message(string language, string sent, string held)
    {
        await using var browser = await clinic.BrowserAsync(language: language);
        var page = await clinic.AtAsync(browser, "dr-lee", "susie-smith", "susie-visit");
        await page.Locator("nav.pages a[href$='/write']").ClickAsync();
        await page.SelectOptionAsync("#template", $"{language}/result-normal");
        await page.ClickAsync("button[value=template]");
        await Assertions.Expect(page.Locator("#text")).Not.ToHaveValueAsync("", new() { Timeout = 30_000 });
        var text = $"Your result of today is normal ({language}). Please go on as before.";
        await page.FillAsync("#text", text);
        await page.ClickAsync("button[value=look]");
        await Assertions.Expect(page.Locator(".sheet")).ToContainTextAsync(text, _patiently);
        await page.ClickAsync("button[value=send]");

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync(sent, _patiently);
        var filed = await clinic.Gateway.FiledOnceAsync((string)(await WrittenAsync(text))["id"]!);
        Assert.Equal(
            ("Patient/susie-smith", "Practitioner/dr-lee", "Encounter/susie-visit"),
            ((string?)filed["subject"]!["reference"], (string?)filed["sender"]!["reference"], (string?)filed["encounter"]!["reference"]));
        Assert.Null(filed["inResponseTo"]);
        await page.FillAsync("#text", "Johnny has a fever since yesterday, please give him fluids.");
        await page.ClickAsync("button[value=send]");
        await Assertions.Expect(page.Locator("main [role=alert]").First).ToContainTextAsync(held, _patiently);
        await ClinicFixture.LookAsync(page);
    }

    [Fact]
    public async Task Hostile_text_shows_as_text_and_breaks_nothing()
    {
        var text = $"<script>document.title='owned'</script><img src=x onerror=alert(1)> My knee hurts, should I come in? \u202Edlo si {new string('x', 100_000)}";
        await clinic.WritesAsync("ana-diaz", text);
        await using var browser = await clinic.BrowserAsync(width: 320, language: "es");
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "ana-diaz", "<script>document.title='owned'</script>");

        Assert.Equal(text, await page.Locator(".talk .said").First.TextContentAsync());
        Assert.Equal(0, await page.Locator(".talk img, .talk script").CountAsync());
        Assert.DoesNotContain("owned", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 320"), "The page is wider than the screen.");
        Assert.Equal("isolate", await page.Locator(".talk .said").First.EvaluateAsync<string>("element => getComputedStyle(element).unicodeBidi"));
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Enviar", Exact = true })).ToBeVisibleAsync();
        await ClinicFixture.LookAsync(page);
    }

    [Fact]
    public async Task Whose_chart_is_not_open_is_not_answered_and_what_is_not_ones_own_is_not_opened()
    {
        var message = await clinic.WritesAsync("wei-chen", "Can I have a refill of my lisinopril please, I have three tablets left?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "susie-smith", "refill of my lisinopril");

        await Assertions.Expect(page.Locator("#text")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Answer", Exact = true })).ToContainTextAsync("To answer, open the chart of Wei Chen");
        await page.GetByRole(AriaRole.Button, new() { Name = "I take it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Give it back" })).ToBeVisibleAsync(_soon);

        var other = await clinic.AtAsync(browser, "desk-park", "susie-smith");
        await other.GotoAsync(other.Url.Replace("/inbox", $"/inbox/{(string)(await clinic.TaskOfAsync(message))["id"]!}", StringComparison.Ordinal));
        await Assertions.Expect(other.Locator("[role=alert]")).ToContainTextAsync("not in one of your pools", _patiently);
    }

    [Fact]
    public async Task A_message_becomes_a_visit_the_patient_is_told_and_scheduling_has_it()
    {
        var message = await clinic.WritesAsync("robert-smith-jr", "The mole on my back has grown since spring. Should somebody look at it?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-jr", "The mole on my back");
        await page.Locator("summary", new() { HasText = "Make it a visit" }).ClickAsync();
        await page.FillAsync("#visit-text", " ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell the patient" }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("There are no words yet", _patiently);

        await page.FillAsync("#visit-text", "Please come in: we will find a time for you.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell the patient" }).ClickAsync();

        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("scheduling has it now", _patiently);
        Assert.Equal("Please come in: we will find a time for you.", (string?)Assert.Single(await clinic.RepliesToAsync((string)message["id"]!))["payload"]![0]!["contentString"]);
        var task = await clinic.TaskOfAsync(message);
        Assert.Equal("CareTeam/pool-scheduling", (string?)task["owner"]!["reference"]);
        Assert.Contains("Needs a visit", (string?)task["note"]![0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_that_was_spent_adds_up_and_what_keeps_it_from_being_billed_is_kept()
    {
        var message = await clinic.WritesAsync("robert-smith-sr", "My ears ring since the concert on Friday. What can I do about it?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-sr", "My ears ring");
        foreach (var minutes in (string[])["4", "3"])
        {
            // Two spans that end in the same minute would be one.
            clinic.Clock.Advance(TimeSpan.FromMinutes(5));
            await page.FillAsync("#minutes", minutes);
            await page.SelectOptionAsync("#exclusion", "related-visit");
            await page.GetByRole(AriaRole.Button, new() { Name = "Record" }).ClickAsync();
            await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("It was saved", _patiently);
            await Assertions.Expect(page.Locator("section[aria-labelledby=time]")).ToContainTextAsync(minutes == "4" ? "4 minutes recorded" : "7 minutes recorded");
        }

        Assert.Equal(2, (await clinic.TaskOfAsync(message))["extension"]!.AsArray().Count(one => one!.ToJsonString().Contains("related-visit", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_somebody_has_had_for_too_long_is_taken_over()
    {
        var message = await clinic.WritesAsync("wei-chen", "There is blood in my urine since this morning");
        await using var browser = await clinic.BrowserAsync();
        var kim = await clinic.OpenedAsync(browser, "nurse-kim", "wei-chen", "There is blood in my urine");
        await kim.GetByRole(AriaRole.Button, new() { Name = "I take it" }).ClickAsync();
        await Assertions.Expect(kim.GetByRole(AriaRole.Button, new() { Name = "Give it back" })).ToBeVisibleAsync(_soon);
        var address = new Uri(kim.Url).AbsolutePath.Split('/')[^1];
        var lee = await clinic.AtAsync(browser, "dr-lee", "wei-chen");
        await lee.GotoAsync(lee.Url.Replace("/inbox", $"/inbox/{address}", StringComparison.Ordinal));
        await Assertions.Expect(lee.Locator("section[aria-labelledby=who]")).ToContainTextAsync("Jae Kim has it", _patiently);
        await Assertions.Expect(lee.GetByRole(AriaRole.Button, new() { Name = "I take over" })).ToHaveCountAsync(0);

        clinic.Clock.Advance(TimeSpan.FromHours(11));
        await Review.ReviewFixture.UntilAsync<object>(async () => Inbox.InboxDesk.StandsAt(await clinic.TaskOfAsync(message)) == "escalated" ? this : null, "the alarm");
        lee = await clinic.AtAsync(browser, "dr-lee", "wei-chen");
        await lee.GotoAsync(lee.Url.Replace("/inbox", $"/inbox/{address}", StringComparison.Ordinal));
        await lee.KeyAsync("It has waited too long: I take over");

        await lee.ArrivesAtAsync("You have it now.");
        Assert.Equal("Practitioner/dr-lee", (string?)(await clinic.TaskOfAsync(message))["owner"]!["reference"]);
        await lee.KeyAsync("Give it back");
        await lee.ArrivesAtAsync("It is with the pool again.");
    }

    private async Task<System.Text.Json.Nodes.JsonNode> WrittenAsync(string text)
    {
        var found = await clinic.Gateway.GetAsync("Communication?patient=susie-smith&sender=Practitioner/dr-lee&_sort=-sent", clinic.Gateway.TokenOf("system/*.rs"));
        return Assert.Single(found.Json["entry"]!.AsArray(), entry => (string?)entry!["resource"]!["payload"]![0]!["contentString"] == text)!["resource"]!;
    }

    private Task<string> SusieAsync() => clinic.AddOn.Gateway.Ehr.TokenAsync("susie-smith", "susie-smith", "patient/*.cruds");

    private static async Task TabToAsync(IPage page, string isThere)
    {
        for (var press = 0; press < 60; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>($"() => ({isThere})(document.activeElement)"))
            {
                return;
            }
        }

        Assert.Fail("The keyboard does not get there.");
    }
}

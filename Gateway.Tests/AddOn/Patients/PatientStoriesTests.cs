using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>What patients and those who look after them do, from the sign-in at the EHR to the chart.</summary>
[Collection(PatientsHouse.Name)]
public sealed class PatientStoriesTests(PatientsFixture fixture)
{
    private const string Knee = "My left knee has been hurting on the stairs for a week, about 4 of 10, ibuprofen helps a little. Should I come in?";

    private RunningAddOn AddOn => fixture.AddOn;

    [Fact]
    public async Task What_a_mother_writes_about_her_son_lands_in_his_chart_and_never_in_hers()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.SendingAsync("Johnny got a fever today");

        await Expect(page.Locator("#who-title")).ToBeVisibleAsync();
        await Browsers.PictureAsync(page, "patient-who");
        await page.Button("It is about Johnny Smith: send it there").ClickAsync();
        await Expect(page.Locator("#check fieldset, #nudge-title, .good").First).ToBeVisibleAsync();
        await page.PassOverAsync();
        await Expect(page.Locator(".good[role=status]")).ToContainTextAsync("with the messages of Johnny Smith");

        var johnnys = (await fixture.MessagesAsync("johnny-smith")).Single(message => message!.ToJsonString().Contains("got a fever today", StringComparison.Ordinal))!;
        Assert.Equal("Patient/johnny-smith", (string?)(await AddOn.Gateway.FiledOnceAsync((string)johnnys["id"]!))["subject"]!["reference"]);
        Assert.DoesNotContain(await fixture.MessagesAsync("susie-smith"), message => message!.ToJsonString().Contains("fever", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_emergency_is_in_the_way_while_it_is_written_until_it_is_answered()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.FillAsync("#text", "I have crushing chest pain that goes into my left arm since an hour");

        await Expect(page.Locator("dialog:modal")).ToBeVisibleAsync();
        await Expect(page.Locator("dialog a[href='tel:911']")).ToBeVisibleAsync();
        await Browsers.PictureAsync(page, "patient-emergency");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("dialog:modal")).ToBeVisibleAsync();
        await page.Button("Change what I wrote").ClickAsync();
        await Expect(page.Locator("#text")).ToBeFocusedAsync();
        Assert.DoesNotContain(await fixture.MessagesAsync("susie-smith"), message => message!.ToJsonString().Contains("crushing", StringComparison.Ordinal));

        await page.SendAsync();
        await page.Button("I have called").ClickAsync();
        Assert.Contains("crushing", (await AddOn.Gateway.FiledOnceAsync(await page.SentAsync())).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_writes_before_the_agreement_is_signed_and_what_was_written_is_still_there()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser, "mark-smith");
        await page.SendingAsync(Knee);
        await page.Locator("#check").GetByRole(AriaRole.Link).ClickAsync();

        await page.ClickAsync("[value=sign]");
        await Expect(page.Locator("#read-error")).ToBeVisibleAsync();
        await page.CheckAsync("[name=read]");
        await page.ClickAsync("[value=sign]");
        await Expect(page.Locator("#text")).ToHaveValueAsync(Knee);
        await page.SendAsync();
        await page.PassOverAsync();
        await AddOn.Gateway.FiledOnceAsync(await page.SentAsync());
        Assert.Equal("3", await SignedAsync("mark-smith"));

        await page.OpenAsync("agreement");
        await page.Button("Take back my agreement").ClickAsync();
        await Expect(page.Locator(".card")).ToContainTextAsync("You have taken back your agreement");
        await page.Button("I do not agree").ClickAsync();
        await Expect(page.Locator(".card")).ToContainTextAsync("You did not agree.");
    }

    [Fact]
    public async Task Who_signed_an_earlier_version_signs_the_new_one_and_goes_on_with_what_she_wrote()
    {
        await fixture.SignAsync("ana-diaz", "ana-diaz", "2");
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser, "ana-diaz");
        await page.SendingAsync(Knee);
        await page.Locator("#check").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("The rules have changed since you signed");

        await page.CheckAsync("[name=read]");
        await page.ClickAsync("[value=sign]");
        await Expect(page.Locator("#text")).ToHaveValueAsync(Knee);
        await page.SendAsync();
        await page.PassOverAsync();
        await AddOn.Gateway.FiledOnceAsync(await page.SentAsync());
        Assert.Equal("3", await SignedAsync("ana-diaz"));

        await page.OpenAsync("agreement?asked=readings");
        await Expect(page.Locator("[role=status]")).ToContainTextAsync("You have signed this.");
        await Expect(page.Locator("main a[href$='messages/new?asked=readings']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Where_the_policy_takes_it_her_word_that_it_is_about_herself_is_kept_with_the_message()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.SendingAsync("Johnny got a cough last night");

        await Expect(page.Locator("#who-title")).ToBeVisibleAsync();
        await page.Button("It is about me").ClickAsync();
        await Expect(page.Locator("#check fieldset, #nudge-title, .good").First).ToBeVisibleAsync();
        await page.PassOverAsync();

        var filed = await AddOn.Gateway.FiledOnceAsync(await page.SentAsync());
        Assert.Equal("Patient/susie-smith", (string?)filed["subject"]!["reference"]);
        Assert.Contains("StructureDefinition/attestation", filed.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refill_is_shown_its_way_and_what_was_asked_and_answered_is_in_the_message()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.FillAsync("#text", "I need a refill of my lisinopril please");

        await Expect(page.Locator("#nudge-title")).ToHaveTextAsync("This looks like a refill");
        await Expect(page.Locator("#check")).ToContainTextAsync("Refill requests");
        await Browsers.PictureAsync(page, "patient-refill");
        await page.FillAsync("#more-pharmacy", "CVS on Main Street");
        await page.SendAsync();
        await page.PassOverAsync();

        var id = await page.SentAsync();
        var filed = (await AddOn.Gateway.FiledOnceAsync(id)).ToJsonString();
        Assert.Contains("I need a refill of my lisinopril please", filed, StringComparison.Ordinal);
        Assert.Contains("CVS on Main Street", filed, StringComparison.Ordinal);
        Assert.Equal(Inbox.InboxDesk.Refills, (string?)(await new Inbox.InboxDesk(AddOn.Gateway).TaskOfAsync(id))["owner"]!["reference"]);
    }

    [Fact]
    public async Task The_refill_box_says_at_the_field_what_is_needed_and_reaches_the_EHR()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.SignInAsync(browser, "susie-smith");
        await page.OpenAsync("boxes?purpose=refill");
        await page.FillAsync("#q-drug", "Lisinopril");
        await page.FillAsync("#q-supply", "five");
        await page.SendAsync();

        await Expect(page.Locator("#q-pharmacy-error")).ToHaveTextAsync("Please answer this.");
        await Expect(page.Locator("#q-supply-error")).ToHaveTextAsync("Please give a number.");
        await Expect(page.Locator("#q-drug")).ToHaveValueAsync("Lisinopril");
        await page.FillAsync("#q-pharmacy", "CVS on Main Street");
        await page.FillAsync("#q-supply", "5");
        await page.CheckAsync("[name='q.changed'][value=false]");
        await page.SendAsync();
        await page.PassOverAsync();

        var filed = await AddOn.Gateway.FiledOnceAsync(await page.SentAsync());
        Assert.Contains("Which medicine do you need?", filed.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_goes_with_the_words_and_what_the_clinic_does_not_take_is_said_and_left_out()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.FillAsync("#text", Knee);
        await page.SetInputFilesAsync("#file", [new FilePayload { Name = "setup.exe", MimeType = "application/x-msdownload", Buffer = "MZ"u8.ToArray() }]);
        await page.SendAsync();
        await Expect(page.Locator("#check .warn").First).ToBeVisibleAsync();
        await Expect(page.Locator("label", new() { HasText = "setup.exe" })).ToBeVisibleAsync();

        await page.UncheckAsync("[name=keep]");
        await page.SetInputFilesAsync("#file", [new FilePayload { Name = "holidays.png", MimeType = "image/png", Buffer = new byte[7_000_000] }]);
        await page.SendAsync();
        await Expect(page.Locator("[role=alert]").First).ToContainTextAsync("Your words are kept");
        await Expect(page.Locator("#text")).ToHaveValueAsync(Knee);

        await page.SetInputFilesAsync("#file", [new FilePayload { Name = "knee.png", MimeType = "image/png", Buffer = APicture.Png() }]);
        await page.SendAsync();
        await page.PassOverAsync();

        var filed = (await AddOn.Gateway.FiledOnceAsync(await page.SentAsync())).ToJsonString();
        await Expect(page.Locator(".talk")).ToContainTextAsync("knee.png");
        Assert.Contains("image/png", filed, StringComparison.Ordinal);
        Assert.DoesNotContain("setup.exe", filed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_long_is_told_with_how_much_and_nothing_is_cut()
    {
        var text = $"{Knee} {new string('x', 600)}";
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.FillAsync("#text", text);
        await Expect(page.Locator("[data-counter]")).ToContainTextAsync($"{text.Length - 600} characters too many");
        await page.SendAsync();

        await Expect(page.Locator("#check")).ToContainTextAsync($"shorten it by {text.Length - 600}");
        await Expect(page.Locator("#text")).ToHaveValueAsync(text);
        await page.FillAsync("#text", Knee);
        await page.SendAsync();
        await page.PassOverAsync();
        Assert.Contains(Knee, (await AddOn.Gateway.FiledOnceAsync(await page.SentAsync())).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_tells_how_far_it_is_is_found_by_its_words_and_can_be_taken_along()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.SendingAsync($"{Knee} The word is zanahoria.");
        var id = await page.SentAsync();
        await AddOn.Gateway.FiledOnceAsync(id);
        await Review.ReviewFixture.UntilAsync<object>(
            async () =>
            {
                await page.ReloadAsync();
                return await page.Locator(".talk .tag").InnerTextAsync() == "with the care team" ? this : null;
            },
            "that it is delivered");
        await Expect(page.Locator(".talk")).ToContainTextAsync("Nobody has opened it yet. With: Nurses. You can expect an answer by");
        var nurse = await AddOn.LaunchAsync(browser, "nurse-kim", "susie-smith");
        await nurse.OpenAsync($"inbox/{(string)(await new Inbox.InboxDesk(AddOn.Gateway).TaskOfAsync(id))["id"]!}");
        await page.ReloadAsync();
        await Expect(page.Locator(".talk")).ToContainTextAsync("The care team has opened your message. With: Nurses.");
        await nurse.FillAsync("#text", "Please come in on Monday at ten.");
        await nurse.ClickAsync("button[value=send]");
        await Expect(nurse.Locator("[role=status]")).ToContainTextAsync("Your answer was sent");

        await page.ReloadAsync();
        await Expect(page.Locator(".talk")).ToContainTextAsync("Please come in on Monday at ten.");
        await Expect(page.Locator(".talk .tag.good")).ToHaveTextAsync("answered");
        await Expect(page.Locator("[data-print]")).ToBeVisibleAsync();
        await Browsers.PictureAsync(page, "patient-conversation");
        var replies = await AddOn.Gateway.GetAsync($"Communication?in-response-to={id}", AddOn.Gateway.TokenOf("system/*.rs"));
        await AddOn.Gateway.FiledOnceAsync((string)Assert.Single(replies.Json["entry"]!.AsArray())!["resource"]!["id"]!);
        await page.SendingAsync("Thank you, I will be there on Monday at ten.");
        await page.ReachesAsync($"/messages/{id}[?]sent=");

        await page.OpenAsync("messages");
        await page.FillAsync("#words", "ZANAHORIA");
        await page.Locator("[role=search] button").ClickAsync();
        await Expect(page.Locator("#found")).ToContainTextAsync("Conversations found: 1.");
        Assert.DoesNotContain("zanahoria", page.Url, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("zanahoria", string.Join('\n', AddOn.Log.Lines), StringComparison.OrdinalIgnoreCase);
        await page.Locator(".list a").ClickAsync();

        var text = await DownloadedAsync(page, "Download as text");
        Assert.Contains("zanahoria", text, StringComparison.Ordinal);
        Assert.Contains("Monday at ten.", text, StringComparison.Ordinal);
        var bundle = JsonNode.Parse(await DownloadedAsync(page, "Download for another system (FHIR)"))!;
        Assert.Equal(("Bundle", 3), ((string?)bundle["resourceType"], bundle["entry"]!.AsArray().Count));
    }

    [Fact]
    public async Task What_a_person_must_look_at_first_is_said_before_and_after_it_is_sent()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.SendingAsync("My neighbor's son has had a bad cough for three days, what should he take?");

        await Expect(page.Locator("#review-title")).ToBeVisibleAsync();
        await page.Button("Send it; a person looks at it first").ClickAsync();
        await page.SentAsync();
        await Expect(page.Locator(".good[role=status]")).ToContainTextAsync("A person checks it first");
        await Expect(page.Locator(".talk .tag.warn")).ToHaveTextAsync("being checked");
    }

    [Fact]
    public async Task Whose_messages_are_open_is_in_sight_and_a_draft_stays_where_it_was_begun()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await fixture.WritingAsync(browser);
        await page.FillAsync("#text", "A draft in my own messages, about my knee.");
        await Expect(page.Locator("#check p, #check fieldset").First).ToBeVisibleAsync();
        await page.Link("Change").ClickAsync();
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Emma");
        await page.Button("Open messages of Johnny Smith").ClickAsync();

        await Expect(page.Locator(".banner")).ToContainTextAsync("Johnny Smith");
        await page.OpenAsync("messages/new");
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
        await page.Link("Change").ClickAsync();
        await page.Button("Open messages of Susie Smith").ClickAsync();
        await page.OpenAsync("messages/new");
        await Expect(page.Locator("#text")).ToHaveValueAsync("A draft in my own messages, about my knee.");
        await page.Button("Discard").ClickAsync();
        await page.Button("Yes, discard it").ClickAsync();
        await page.OpenAsync("messages/new");
        await Expect(page.Locator("#text")).ToHaveValueAsync("");
    }

    private static async Task<string> DownloadedAsync(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.Link(link).ClickAsync());
        return await File.ReadAllTextAsync((await download.PathAsync())!);
    }

    /// <summary>Which version of the agreement is in force for somebody's own messages: what may be cited of each that she sends.</summary>
    private async Task<string?> SignedAsync(string chart)
    {
        var found = await AddOn.Gateway.GetAsync($"Consent?patient={chart}&status=active", AddOn.Gateway.TokenOf("system/*.rs"));
        return Assert.Single(
            found.Json["entry"]!.AsArray().Select(entry => entry!["resource"]!["policy"]![0]!["extension"]![0]!["valueString"]!.ToString()), version => version == "3");
    }
}

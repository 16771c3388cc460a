using System.Text.Json.Nodes;
using Gateway.Tests.AddOn.Patients;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Tests.AddOn;

/// <summary>"Check your blood pressure once a week and send me the results": from the clinician's page to the patient's, and back into the inbox.</summary>
public sealed class RequestPagesTests(ClinicFixture clinic) : IClassFixture<ClinicFixture>
{
    private const string Pressure = "Please check your blood pressure once a week for a month, and send me the results.";

    [Fact]
    public async Task Readings_are_asked_for_answered_in_the_box_and_urgent_when_they_are_out_of_range()
    {
        await clinic.WritesAsync("robert-smith-sr", "My head feels heavy in the mornings since a week. Is that my blood pressure?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-sr", "My head feels heavy");
        await page.KeyAsync("Ask for readings");
        await page.KeyAsync("Send your blood pressure");
        await page.WriteAsync("What is asked", Pressure);
        await page.ChooseAsync("How often", "weekly");
        await page.WriteAsync("At least", "140");
        await page.WriteAsync("At most", "100");
        await page.KeyAsync("Ask");
        await Expect(page.Locator("#high-systolic-error")).ToHaveTextAsync("This is less than the lowest.");
        await page.GotoAsync(page.Url);
        await Expect(page.Locator("#high-systolic")).ToHaveValueAsync("100");
        await Expect(page.Locator("#text")).ToHaveValueAsync(Pressure);
        await page.WriteAsync("At least", "100");
        await page.WriteAsync("At most", "140");
        await Browsers.PictureAsync(page, "clinician-ask");
        await page.KeyAsync("Ask");
        await page.ArrivesAtAsync("It is asked for.");
        await Expect(page.Locator(".list")).ToContainTextAsync("every week, 4 times");
        await AskedAsync("robert-smith-sr");

        var patient = await clinic.AddOn.SignInAsync(browser, "robert-smith-sr");
        await Expect(patient.Locator(".due .said")).ToHaveTextAsync(Pressure);
        await Browsers.PictureAsync(patient, "patient-due");
        await patient.Locator(".due a").ClickAsync();
        await Expect(patient.Locator(".note .said")).ToHaveTextAsync(Pressure);
        await patient.FillAsync("#q-systolic", "172");
        await patient.FillAsync("#q-diastolic", "95");
        await patient.SendAsync();
        await patient.PassOverAsync();
        await patient.SentAsync();
        await patient.OpenAsync("messages");
        await Expect(patient.Locator(".due")).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await Expect(page.Locator(".list")).ToContainTextAsync("1 answer came");
        await Expect(page.Locator(".list")).ToContainTextAsync("next in 6 d");
        await page.Link("Inbox").ClickAsync();
        await Expect(page.Locator("ol.list > li", new() { HasText = "172" }).Locator(".tag.warn")).ToHaveTextAsync("For today");
    }

    [Fact]
    public async Task What_does_not_come_is_late_and_what_is_stopped_is_not_asked_for_any_more()
    {
        await using var browser = await clinic.BrowserAsync();
        var page = await AskingAsync(browser, "robert-smith-jr");
        await page.KeyAsync("An answer in words");
        await page.TabToAsync("What is asked");
        await page.KeyAsync("Ask");
        await Expect(page.Locator("#text-error")).ToBeVisibleAsync();
        await page.WriteAsync("What is asked", "How is your shoulder by now?");
        await page.ChooseAsync("An answer may take", "1d");
        await page.KeyAsync("Ask");
        await page.ArrivesAtAsync("It is asked for.");
        await AskedAsync("robert-smith-jr");
        clinic.Clock.Advance(TimeSpan.FromHours(25));

        var patient = await clinic.AddOn.SignInAsync(browser, "robert-smith-jr");
        await Expect(patient.Locator(".due .late")).ToContainTextAsync("still welcome");
        await patient.Locator(".due a").ClickAsync();
        await Expect(patient.Locator(".note .said").First).ToHaveTextAsync("How is your shoulder by now?");
        page = await AskingAsync(browser, "robert-smith-jr");
        await Expect(page.Locator(".list .late")).ToContainTextAsync("late");
        await page.KeyAsync("Stop asking");

        await page.ArrivesAtAsync("not asked for any more");
        await Expect(page.Locator(".list")).ToContainTextAsync("stopped");
        await patient.OpenAsync("messages");
        await Expect(patient.Locator(".due")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_filled_in_when_the_launch_has_lasted_its_hours_is_shown_kept_and_there_after_the_next_sign_in()
    {
        const string Text = "Please tell us how the new tablets agree with you.";
        await using var browser = await clinic.BrowserAsync();
        var page = await AskingAsync(browser, "wei-chen");
        await page.KeyAsync("An answer in words");
        await page.WriteAsync("What is asked", Text);
        clinic.Clock.Advance(TimeSpan.FromHours(12));
        await page.ChooseAsync("How often", "daily");
        await page.WriteAsync("How many times", "5");
        await page.KeyAsync("Ask");

        await Expect(page.Locator("h1")).ToHaveTextAsync("Please sign in again");
        await Expect(page.Locator("#kept")).ToHaveValueAsync(Text);
        await Expect(page.Locator("#kept-why")).ToContainTextAsync("is kept");
        await Expect(page.Locator("#kept-fields")).ToContainTextAsync("How many times, unless once");
        Assert.DoesNotContain("tablets", $"{page.Url}{string.Join('\n', clinic.AddOn.Log.Lines)}", StringComparison.Ordinal);
        page = await AskingAsync(browser, "wei-chen");
        await Expect(page.Locator("main")).Not.ToContainTextAsync(Text);
        await page.KeyAsync("An answer in words");
        await Expect(page.Locator("#rhythm")).ToHaveValueAsync("daily");
        await Expect(page.Locator("#times")).ToHaveValueAsync("5");
        await Expect(page.Locator("#text")).ToHaveValueAsync(Text);
        await page.KeyAsync("Ask");
        await page.ArrivesAtAsync("It is asked for.");
    }

    private async Task<IPage> AskingAsync(IBrowserContext browser, string patient)
    {
        var page = await clinic.AtAsync(browser, "dr-lee", patient);
        await page.OpenAsync("requests");
        return page;
    }

    /// <summary>It is asked by a look that comes by itself.</summary>
    private Task<JsonNode> AskedAsync(string patient) => ReviewFixture.UntilAsync<JsonNode>(
        async () => (await clinic.Gateway.GetAsync($"Task?patient={patient}&code=answer-request&status=requested", clinic.Gateway.TokenOf("system/*.rs"))).Json["entry"]?[0], "the Task to answer");
}

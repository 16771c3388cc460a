using System.Text.RegularExpressions;
using Gateway.Tests.DeadLetters;
using Gateway.Tests.Inbox;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>What each of them comes for is done without a mouse, and after each step the page goes on where it says what became of it.</summary>
public sealed class KeyboardTests(ClinicFixture clinic) : IClassFixture<ClinicFixture>
{
    [Fact]
    public async Task A_clinician_takes_an_emergency_answers_and_reads_why_it_came()
    {
        await clinic.WritesAsync("wei-chen", InboxDesk.Emergency);
        await clinic.WritesAsync("mark-smith", "My left heel has hurt in the mornings for two weeks. Should I see somebody?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AtAsync(browser, "nurse-kim", "mark-smith");
        await page.KeyAsync("I take care of it");
        await page.ArrivesAtAsync("You have taken the emergency.");
        await Assertions.Expect(page.Locator(".alerts .alarm")).ToHaveCountAsync(0);

        var address = await page.Locator("ol.list > li", new() { HasText = "My left heel" }).GetByRole(AriaRole.Link).GetAttributeAsync("href");
        for (var link = ""; link != address; link = await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"))
        {
            await page.TabToAsync("Mark Smith");
        }

        await page.GoAsync();
        var why = page.GetByRole(AriaRole.Region, new() { Name = "Why it is here" });
        await Assertions.Expect(why).ToContainTextAsync("clinical question");
        await Assertions.Expect(why).ToContainTextAsync(new Regex("[0-9]+ % sure"));
        await Assertions.Expect(why).ToContainTextAsync("Nothing in it sounds urgent.");
        await page.KeyAsync("I take it");
        await page.ArrivesAtAsync("You have it now.");
        await page.TabToAsync("Begin with");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.KeyAsync("Put it in");
        await Assertions.Expect(page.Locator("#text")).Not.ToHaveValueAsync("");
        await page.WriteAsync("Your answer to Mark Smith", "Please stretch it three times a day, and write again in a week.");
        await page.KeyAsync("Look through it first", "Space");
        await page.ArrivesAtAsync("What Mark Smith will see");
        var chooser = new TaskCompletionSource<IFileChooser>();
        page.FileChooser += (_, opened) => chooser.TrySetResult(opened);
        await page.TabToAsync("Attach files");
        await page.Keyboard.PressAsync("Enter");
        await (await chooser.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).SetFilesAsync(new FilePayload { Name = "exercises.txt", MimeType = "text/plain", Buffer = "Bend and stretch, ten times."u8.ToArray() });
        await page.KeyAsync("Send");
        await page.ArrivesAtAsync("Your answer was sent.");
        await Assertions.Expect(page.Locator(".talk .files")).ToContainTextAsync("exercises.txt");
        await page.WriteAsync("Minutes", "3");
        await page.KeyAsync("Record");
        await page.ArrivesAtAsync("It was saved.");
    }

    [Fact]
    public async Task A_clinician_passes_on_and_makes_a_visit_and_whoever_has_it_then_reads_why()
    {
        await clinic.WritesAsync("robert-smith-sr", "My right heel has hurt in the mornings for two weeks. Should I see somebody?");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-sr", "My right heel");
        await page.KeyAsync("Scheduling");
        await page.ArrivesAtAsync("It was passed on.");

        await clinic.WritesAsync("robert-smith-jr", "My left wrist has hurt when I write for two weeks. Should I see somebody?");
        page = await clinic.OpenedAsync(browser, "nurse-kim", "robert-smith-jr", "My left wrist");
        await page.TabToAsync("Make it a visit");
        await page.Keyboard.PressAsync("Enter");
        await page.KeyAsync("Tell the patient");
        await page.ArrivesAtAsync("scheduling has it now");

        page = await clinic.OpenedAsync(browser, "desk-park", "robert-smith-sr", "My right heel");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Why it is here" })).ToContainTextAsync("It was passed on: it is the work of another pool.");
    }

    [Fact]
    public async Task A_reviewer_takes_reads_and_decides()
    {
        Assert.Equal("on-hold", (string?)(await clinic.WritesAsync("susie-smith", "Johnny got a fever on Thursday"))["status"]);
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AtAsync(browser, "nurse-kim", "susie-smith");
        await page.KeyAsync("Held messages");
        await page.KeyAsync("Take the most urgent one");
        await page.TabToAsync("It does belong in the chart of");
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync("Why");
        await page.KeyAsync("Go on");
        await page.ArrivesAtAsync("File it in the chart");
        await page.KeyAsync("Not yet");
        await page.KeyAsync("Go on");
        await page.ArrivesAtAsync("Move it to this chart?");
        await page.KeyAsync("Yes, move it");
        await page.ArrivesAtAsync("It was moved to the right chart.");
    }

    [Fact]
    public async Task An_operator_has_one_tried_now_corrects_sends_again_gives_up_and_tries_a_policy()
    {
        await clinic.Gateway.DeadAsync("refuse", saying: "My ankle is swollen since the match on Saturday. May I run?");
        await clinic.Gateway.DeadAsync(saying: "My ankle is swollen since the match on Sunday. May I run?");
        await clinic.Gateway.Ehr.FaultAsync("down", "creates");
        var retried = await clinic.WritesAsync("ana-diaz", "My elbow hurts when I lift something, since a week. Should I come in?");
        await clinic.WritesAsync("ana-diaz", "I forgot: my elbow is swollen, too. What should I do?");
        await clinic.Gateway.RetriedAsync((string)retried["id"]!);
        await clinic.Gateway.Ehr.FaultAsync("none");
        await using var browser = await clinic.BrowserAsync();
        var page = await clinic.AddOn.SignInAsync(browser, "admin-ode", start: "operations");
        await page.KeyAsync("On their way");
        await Browsers.PictureAsync(page, "operator-on-their-way");
        await page.KeyAsync("Try now");
        await page.ArrivesAtAsync("It is tried as soon as");
        await page.KeyAsync("Undelivered");
        await page.WriteAsync("Patient (id)", "susie-smith");
        await page.ChooseAsync("Reason", "refused");
        await page.KeyAsync("Show");
        await page.ArrivesAtAsync("Found: 1");
        await page.TabToAsync("Correct it first");
        await page.Keyboard.PressAsync("Enter");
        await page.WriteAsync("To whom instead", "Practitioner/dr-lee");
        await page.ChooseAsync("Kind of message", "notification");
        await Browsers.PictureAsync(page, "operator-undelivered");
        await page.KeyAsync("Correct, and send again");
        await page.ArrivesAtAsync("It is being sent again.");
        await page.KeyAsync("Undelivered");
        await page.KeyAsync("Send again");
        await page.ArrivesAtAsync("It is being sent again.");
        await clinic.Gateway.DeadAsync(saying: "My ankle is swollen since the match on Monday. May I run?");
        await page.KeyAsync("Show");
        await page.TabToAsync("Why it is given up");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.KeyAsync("Give up");
        await page.ArrivesAtAsync("It was given up.");
        await page.KeyAsync("Policy");
        await page.KeyAsync("default-1");
        await page.TabToAsync("The policy (JSON)");
        await page.KeyAsync("Check");
        await page.ArrivesAtAsync("Nothing is wrong with it.");
        await page.KeyAsync("Try on the messages", "Space");
        await page.ArrivesAtAsync("What it would change");
        await page.KeyAsync("Measures");
        await page.TabToAsync("From");
        await page.KeyAsync("Show");
        await Assertions.Expect(page.Locator("dt").First).ToHaveTextAsync("Messages");
        await Assertions.Expect(page.Locator("tbody tr").First.Locator("svg.bar").First).ToBeVisibleAsync();
    }
}

using System.Globalization;
using Gateway.Tests.DeadLetters;
using Gateway.Tests.Review;
using Gateway.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>Who runs the gateway sees what it could not deliver, changes its policy, and reads how it does; and nothing of patients.</summary>
public sealed class OperationsTests(AddOnFixture fixture) : IClassFixture<AddOnFixture>
{
    private const string Administrator = "admin-ode";

    private RunningAddOn AddOn => fixture.AddOn;

    [Fact]
    public async Task An_operator_sees_that_all_is_well_or_what_is_not_and_where_the_documents_are()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.SignInAsync(browser, Administrator, start: "operations");

        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Everything works.");
        await Assertions.Expect(page.Locator("#checks .good")).ToHaveCountAsync(5);
        await AddOn.Gateway.Ehr.FaultAsync("down");
        try
        {
            await page.ReloadAsync();
            await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Something does not work");
            await Assertions.Expect(page.Locator("#checks li:has(.alarm)")).ToContainTextAsync("The EHR answers");
        }
        finally
        {
            await AddOn.Gateway.Ehr.FaultAsync("none");
        }

        Assert.Equal($"{AddOn.Gateway.Url.ToString().TrimEnd('/')}/docs", await page.Locator("text=API pages").GetAttributeAsync("href"));
    }

    [Fact]
    public async Task What_the_EHR_refused_is_found_and_sent_again()
    {
        const string Words = "My ankle is swollen since the match on Sunday. May I run?";
        await AddOn.Gateway.Ehr.FaultAsync("chart-closed", target: "creates");
        var sent = await AddOn.Gateway.PostAsync(AMessage.From("susie-smith", "susie-smith", Words), await AddOn.Gateway.Ehr.TokenAsync("susie-smith"));
        Assert.Equal(201, sent.Status);
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.SignInAsync(browser, Administrator, start: "operations");
        await page.ClickAsync("nav >> text=Undelivered");
        await ReloadUntilAsync(page, $"li:has-text('{sent.Id}')");

        Assert.DoesNotContain("ankle", await page.ContentAsync(), StringComparison.Ordinal);
        await AddOn.Gateway.Ehr.FaultAsync("none");
        await page.Locator($"li:has-text('{sent.Id}') >> button:text('Send again')").ClickAsync();

        await Assertions.Expect(page.Locator($"li:has-text('{sent.Id}')")).ToHaveCountAsync(0);
        await AddOn.Gateway.FiledOnceAsync(sent.Id);
    }

    [Fact]
    public async Task What_the_EHR_refused_is_found_corrected_sent_again_or_given_up_without_script_in_Spanish_and_on_record()
    {
        var (wrong, letter) = await AddOn.Gateway.DeadAsync("refuse", "wei-chen");
        var (closed, _) = await AddOn.Gateway.DeadAsync(chart: "wei-chen");
        var (opened, _) = await AddOn.Gateway.DeadAsync(chart: "wei-chen");
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var browser = await fixture.BrowserAsync("es", script: false);
        var page = await AddOn.SignInAsync(browser, Administrator, start: "operations");
        await page.ClickAsync("nav >> text=Sin entregar");
        await page.FillAsync("[name=chart]", "Wei Chen");
        await page.ClickAsync("form[role=search] button");
        await Assertions.Expect(page.Locator("[name=chart]:invalid")).ToBeFocusedAsync();
        await SearchAsync(page, ("chart", "mark-smith"));
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Encontrados: 0");
        await SearchAsync(page, ("chart", "wei-chen"), ("message", $"Communication/{wrong}"), ("code", (string)letter["fault"]!), ("from", today));
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Encontrados: 1");
        await Assertions.Expect(page.Locator(".list > li")).ToContainTextAsync("La historia clínica rechazó el mensaje");

        await page.ClickAsync("summary");
        await page.ClickAsync("text=Corregir y enviar otra vez");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("no se envió nada");
        await page.FillAsync("[name=patient]", "susie-smith");
        await page.ClickAsync("text=Corregir y enviar otra vez");
        await Assertions.Expect(page.Locator(".error")).ToHaveTextAsync("Esto no se aceptó.");
        await Assertions.Expect(page.Locator("[name=patient]")).ToHaveValueAsync("susie-smith");
        await page.FillAsync("[name=patient]", "");
        await page.FillAsync("[name=recipients]", "Practitioner/dr-lee");
        await page.SelectOptionAsync("[name=category]", "notification");
        await page.ClickAsync("text=Corregir y enviar otra vez");
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Se está enviando de nuevo.");
        var filed = await AddOn.Gateway.FiledOnceAsync(wrong);
        Assert.Equal(("Patient/wei-chen", "Practitioner/dr-lee"), ((string?)filed["subject"]!["reference"], (string?)Assert.Single(filed["recipient"]!.AsArray())!["reference"]));

        await SearchAsync(page, ("chart", "wei-chen"), ("message", closed));
        await page.SelectOptionAsync(".list select", "other-channel");
        await page.ClickAsync("text=Abandonar");
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Se abandonó.");
        await page.SelectOptionAsync("[name=state]", "discarded");
        await SearchAsync(page, ("chart", "wei-chen"), ("message", closed));
        await Assertions.Expect(page.Locator(".list > li")).ToContainTextAsync("Se comunicó de otra manera");
        await page.SelectOptionAsync("[name=state]", "waiting");
        await page.SelectOptionAsync("[name=reason]", "chart-closed");
        await SearchAsync(page, ("chart", "wei-chen"), ("to", today));
        await page.ClickAsync("text=Enviar otra vez todos estos");
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Se está enviando 1 de nuevo.");
        await AddOn.Gateway.FiledOnceAsync(opened);

        Assert.Equal(["$replay Refused", "$replay Done"], await TrailAsync(wrong));
        Assert.Equal(["$discard Done"], await TrailAsync(closed));
        Assert.Equal(["$replay Done"], await TrailAsync(opened));
    }

    [Fact]
    public async Task What_is_on_its_way_is_found_and_tried_before_its_time_without_script_in_Spanish_and_on_record()
    {
        await using var browser = await fixture.BrowserAsync("es", script: false);
        var page = await AddOn.SignInAsync(browser, Administrator, start: "operations");
        var (first, letter) = await AddOn.Gateway.DeadAsync("refuse", "ana-diaz", "My ankle is swollen since the match on Sunday. May I run?");
        await AddOn.Gateway.Ehr.FaultAsync("down", "creates");
        try
        {
            Assert.Equal(200, (await AddOn.Gateway.ReplayAsync(letter)).Status);
            var next = AMessage.From("ana-diaz", "ana-diaz", "My ankle still hurts when I walk. Should I come in?");
            Assert.Equal(201, (await AddOn.Gateway.PostAsync(next, await AddOn.Gateway.Ehr.TokenAsync("ana-diaz"))).Status);
            await AddOn.Gateway.RetriedAsync(first);
        }
        finally
        {
            await AddOn.Gateway.Ehr.FaultAsync("none");
        }

        await page.ClickAsync("nav >> text=En camino");
        await Assertions.Expect(page.Locator(".figures div:has(dt:text('Se intenta de nuevo')) dd")).ToHaveTextAsync("1");
        await Assertions.Expect(page.Locator("section > p")).ToHaveTextAsync("Los mensajes salen.");
        await page.FillAsync("[name=chart]", "Ana Diaz");
        await page.ClickAsync("form[role=search] button");
        await Assertions.Expect(page.Locator("[name=chart]:invalid")).ToBeFocusedAsync();
        await page.SelectOptionAsync("[name=state]", "behind");
        await SearchAsync(page, ("chart", "ana-diaz"));
        await Assertions.Expect(page.Locator(".list > li")).ToContainTextAsync("Detrás de otro de su expediente");
        await page.ClickAsync("text=antes sale el número");
        await Assertions.Expect(page.Locator(".list > li")).ToHaveCountAsync(2);
        var html = await page.ContentAsync();
        Assert.DoesNotContain("ankle", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana Diaz", html, StringComparison.Ordinal);
        await page.SelectOptionAsync("[name=minutes]", "60");
        await SearchAsync(page, ("chart", "ana-diaz"));
        await Assertions.Expect(page.Locator("[role=status]")).ToHaveTextAsync("Encontrados: 0");
        await page.ClickAsync(".faults a");
        await Assertions.Expect(page.Locator($".list > li:has-text('{first}')")).ToContainTextAsync("Falló la historia clínica");
        await page.ClickAsync("text=estaba sin entregar");
        await Assertions.Expect(page.Locator(".list > li")).ToContainTextAsync($"Communication/{first}");
        await page.ClickAsync("text=Verlo en camino");
        await page.Locator($".list > li:has-text('{first}') button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]")).ToContainTextAsync("Se intentará en cuanto");

        Assert.Equal(["$try Done"], await TrailAsync(first, "deliveries"));
    }

    [Fact]
    public async Task A_policy_is_checked_saved_tried_put_in_force_taken_back_and_called_off()
    {
        var refill = await AddOn.Gateway.PostAsync(
            AMessage.From("mark-smith", "mark-smith", "I need a refill of my lisinopril please, I have three tablets left."), await AddOn.Gateway.Ehr.TokenAsync("mark-smith"));
        Assert.Equal(201, refill.Status);
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.SignInAsync(browser, Administrator, start: "operations");
        await page.ClickAsync("nav >> text=Policy");
        await page.Locator("li:has(.tag.good) a").ClickAsync();
        var shipped = await page.Locator("#text").InputValueAsync();
        var first = await page.Locator("h1").InnerTextAsync();

        await page.FillAsync("#text", shipped[..^2]);
        await page.ClickAsync("button[value=validate]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("not JSON");

        await page.FillAsync("#text", shipped.Replace("\"someoneElse\": \"hold\"", "\"someoneElse\": \"file\"", StringComparison.Ordinal));
        await page.ClickAsync("button[value=validate]");
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("/subjects/someoneElse");

        await page.FillAsync("#text", shipped);
        await page.TabToAsync("Most used settings");
        await page.Keyboard.PressAsync("Enter");
        await page.WriteAsync("The longest message", "many");
        await page.KeyAsync("Show it in the JSON");
        await Assertions.Expect(page.Locator("#most-characters-error")).ToBeVisibleAsync();
        await page.WriteAsync("The longest message", "1234");
        await page.ChooseAsync("Refills go to", "CareTeam/pool-scheduling");
        await page.ChooseAsync("Social messages go to", "CareTeam/pool-billing");
        await page.KeyAsync("Show it in the JSON");
        await page.ArrivesAtAsync("not saved yet");
        shipped = await page.Locator("#text").InputValueAsync();
        Assert.Contains("\"mostCharacters\": 1234", shipped, StringComparison.Ordinal);
        Assert.Contains("\"social\": \"CareTeam/pool-billing\"", shipped, StringComparison.Ordinal);

        await page.FillAsync("#text", shipped.Replace($"\"version\": \"{first.Split(' ')[0]}\"", "\"version\": \"spring-clean\"", StringComparison.Ordinal));
        await page.KeyAsync("Save as a new draft");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("spring-clean");
        await page.FillAsync("#text", (await page.Locator("#text").InputValueAsync()).Replace("\"spring-clean\"", "\"spring-cleaner\"", StringComparison.Ordinal));
        await page.KeyAsync("Save the draft");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("spring-cleaner");
        await page.ClickAsync("text=Try on the messages");
        await Assertions.Expect(page.Locator("#trial")).ToHaveTextAsync("What it would change");
        var changed = page.Locator($"tbody tr:has-text('{refill.Id}') td");
        await Assertions.Expect(changed.Nth(1)).ToContainTextAsync("CareTeam/pool-refill");
        await Assertions.Expect(changed.Nth(2)).ToContainTextAsync("CareTeam/pool-scheduling");
        await page.KeyAsync("Put in force");
        await Assertions.Expect(page.Locator("h1 .tag")).ToHaveTextAsync("In force");

        await page.KeyAsync("All versions");
        await page.Locator("li:has-text('Retired') a").First.ClickAsync();
        await page.KeyAsync("Put in force again");
        await Assertions.Expect(page.Locator("h1 .tag")).ToHaveTextAsync("In force");

        var inForce = (await page.Locator("h1").InnerTextAsync()).Split(' ')[0];
        await page.FillAsync("#text", (await page.Locator("#text").InputValueAsync()).Replace(
            $"\"version\": \"{inForce}\",", "\"version\": \"later-on\", \"effective\": { \"from\": \"2099-01-01T00:00:00Z\" },", StringComparison.Ordinal));
        await page.KeyAsync("Save as a new draft");
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("later-on");
        await page.KeyAsync("Put in force");
        await Assertions.Expect(page.Locator("h1 .tag")).ToHaveTextAsync("Planned");
        await page.KeyAsync("Call off");
        await Assertions.Expect(page.Locator("h1 .tag")).ToHaveTextAsync("Retired");
    }

    [Fact]
    public async Task Measures_are_shown_for_the_days_that_are_asked_for()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.SignInAsync(browser, Administrator, start: "operations");
        await page.ClickAsync("nav >> text=Measures");

        await Assertions.Expect(page.Locator("dt").First).ToHaveTextAsync("Messages");
        await page.FillAsync("input[name=from]", "2020-01-02");
        await page.FillAsync("input[name=to]", "2020-01-01");
        await page.ClickAsync("text=Show");

        await Assertions.Expect(page.Locator("[role=alert]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_auditor_reads_the_trail_and_an_operator_does_not()
    {
        await AddOn.Gateway.GetAsync("Communication?patient=susie-smith", await AddOn.Gateway.Ehr.TokenAsync("susie-smith"));
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.SignInAsync(browser, Administrator, start: "audit");
        await Assertions.Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await page.WriteAsync("Patient (id)", "susie-smith");
        await page.KeyAsync("Show");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("susie-smith");
        await page.FillAsync("[name=agent]", "Patient/susie-smith");
        await page.SelectOptionAsync("[name=outcome]", "done");
        await page.Locator("form:has([name=agent]) button").ClickAsync();
        await page.ReachesAsync("outcome=done");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("Patient/susie-smith");
        await Assertions.Expect(page.Locator("tbody .tag.warn")).ToHaveCountAsync(0);
        await page.SelectOptionAsync("[name=outcome]", "failed");
        await page.Locator("form:has([name=agent]) button").ClickAsync();
        await page.ReachesAsync("outcome=failed");
        await Assertions.Expect(page.Locator("tbody .tag:not(.warn)")).ToHaveCountAsync(0);

        var operators = await AddOn.SignInAsync(browser, Administrator, start: "operations");
        await operators.GotoAsync(operators.Url.Replace("operations/health", "operations/audit", StringComparison.Ordinal));

        await Assertions.Expect(operators.Locator("[role=alert]")).ToBeVisibleAsync();
        await Assertions.Expect(operators.Locator("tbody tr")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_does_not_run_the_gateway_is_shown_nothing()
    {
        await using var browser = await fixture.BrowserAsync();
        var page = await AddOn.SignInAsync(browser, "nurse-kim", start: "operations");
        await page.ClickAsync("nav >> text=Policy");

        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("Your sign-in does not allow this.");
        await Assertions.Expect(page.Locator("main li a")).ToHaveCountAsync(0);
    }

    /// <summary>Looks for undelivered messages, and for nothing that was looked for before.</summary>
    private static async Task SearchAsync(IPage page, params (string Field, string Text)[] wanted)
    {
        foreach (var field in await page.Locator("form[role=search] input").AllAsync())
        {
            var name = await field.GetAttributeAsync("name");
            await field.FillAsync(wanted.FirstOrDefault(one => one.Field == name).Text ?? "");
        }

        await page.LeavesByAsync(() => page.ClickAsync("form[role=search] button"));
    }

    /// <summary>What the operator did about a message, and what came of it, as the trail has it.</summary>
    private Task<List<string>> TrailAsync(string message, string among = "dead-letters") => ReviewFixture.QueryAsync(AddOn.Gateway, async db => (await db.Audit.AsNoTracking()
        .Where(entry => entry.Resource == $"Communication/{message}" && entry.Person == $"Practitioner/{Administrator}" && entry.Query!.StartsWith(among + "/"))
        .OrderBy(entry => entry.Sequence)
        .ToListAsync(TestContext.Current.CancellationToken)).ConvertAll(entry => $"{entry.Query!.Split('/')[^1]} {entry.Outcome}"));

    /// <summary>A delivery is given up a moment after it was begun.</summary>
    private static async Task ReloadUntilAsync(IPage page, string selector)
    {
        for (var attempt = 0; attempt < 120 && await page.Locator(selector).CountAsync() == 0; attempt++)
        {
            await Task.Delay(250, TestContext.Current.CancellationToken);
            await page.ReloadAsync();
        }

        await Assertions.Expect(page.Locator(selector)).ToHaveCountAsync(1);
    }
}

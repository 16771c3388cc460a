using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>Every page of the add-on, and what it shows and asks in the states in which it looks different, in an order in which one state leads to the next.</summary>
internal static class Visits
{
    private const string New = "/l/{Handle}/messages/new";
    private const string Thread = "/l/{Handle}/messages/{Id}";
    private const string Box = "/l/{Handle}/boxes/{Id}";
    private const string Work = "/l/{Handle}/inbox/{Id}";
    private const string Review = "/l/{Handle}/review/{Id}";
    private const string Policy = "/l/{Handle}/operations/policies/{Number:int}";

    /// <summary>Only leads on, to the first page of whoever comes in.</summary>
    public const string Beginning = "/l/{Handle}";

    public static IReadOnlyList<Visit> All { get; } =
    [
        new(FullHouse.Susie, "/l/{Handle}/messages", ".due .late"),
        new(FullHouse.Susie, "/l/{Handle}/messages", "#found") { DoAsync = Written("#words", "knee", "[role=search] button") },
        new(FullHouse.Susie, Thread, ".talk .tag.good") { Of = "answered", IsPrinted = true },
        new(FullHouse.Susie, Thread, ".talk .tag.warn") { Of = "held", Query = "?sent={held}" },
        new(FullHouse.Susie, New, "#who-title") { DoAsync = Written("#text", "Johnny got a fever today", "[data-send]") },
        new(FullHouse.Susie, New, "#review-title") { DoAsync = Written("#text", "My neighbor's son has had a bad cough for three days, what should he take?", "[data-send]") },
        new(FullHouse.Susie, New, "#nudge-title") { DoAsync = Written("#text", "I need a refill of my lisinopril please", "[data-send]") },
        new(FullHouse.Susie, New, "button[value=discard-now]") { DoAsync = Pressed("button[value=discard]") },
        new(FullHouse.Susie, New, "dialog:modal") { DoAsync = page => page.FillAsync("#text", "I have crushing chest pain that goes into my left arm") },
        new(FullHouse.Susie, "/l/{Handle}/boxes", ".list > li"),
        new(FullHouse.Susie, Box, "#q-systolic-error") { Of = "bloodPressure", Query = "?asked={readings}", DoAsync = Pressed("[data-send]") },
        new(FullHouse.Susie, Box, ".error") { Of = "monitoring", DoAsync = Pressed("[data-send]") },
        new(FullHouse.Susie, Box, "[data-send]") { Of = "formRequest" },
        new(FullHouse.Susie, "/l/{Handle}/agreement", "[value=withdraw]"),
        new(FullHouse.Susie, "/l/{Handle}/charts", "button[name=chart]"),

        new(FullHouse.SusieWithOneChart, "/l/{Handle}/charts", "main .button"),
        new(FullHouse.SusieWithOneChart, New, "#elsewhere-title")
        {
            DoAsync = async page =>
            {
                await Written("#text", "Johnny got a fever today", "[data-send]")(page);
                await Pressed("[name=move]")(page);
            },
        },

        new(FullHouse.Ana, "/l/{Handle}/messages", "main [role=status]"),
        new(FullHouse.Ana, New, "#sign-title") { DoAsync = Written("#text", "My elbow hurts when I lift something, since a week. Should I come in?", "[data-send]") },
        new(FullHouse.Ana, "/l/{Handle}/agreement", "#read-error") { DoAsync = Pressed("[value=sign]") },

        new(FullHouse.Kim, "/l/{Handle}/inbox", ".alerts .alarm"),
        new(FullHouse.Kim, Work, ".parts") { Of = "burst", IsPrinted = true, DoAsync = Written("#text", "Your hypertension is under control. Please go on as before, and write to us if you feel worse.", "button[value=look]") },
        new(FullHouse.Kim, Work, ".talk > li.ours") { Of = "done", Query = "?done=answered" },
        new(FullHouse.Kim, Work, ".note") { Of = "elsewhere" },
        new(FullHouse.Kim, "/l/{Handle}/review", "ol.list > li"),
        new(FullHouse.Kim, Review, ".pieces select") { Of = "review" },
        new(FullHouse.Kim, Review, "#confirm-title") { Of = "review", DoAsync = Pressed("form:has(input[value=redirect]) button") },
        new(FullHouse.Kim, "/l/{Handle}/requests", ".list .late"),
        new(FullHouse.Kim, "/l/{Handle}/write", "#text"),
        new(FullHouse.Kim, "/l/{Handle}/requests/new", "#high-systolic-error")
        {
            Query = "?box={bloodPressure}",
            DoAsync = async page =>
            {
                await page.FillAsync("#low-systolic", "140");
                await Written("#high-systolic", "100", "form:has(#low-systolic) button")(page);
            },
        },

        new(FullHouse.Operator, "/l/{Handle}/operations/health", ".figures dd"),
        new(FullHouse.Operator, "/l/{Handle}/operations/deliveries", ".list > li form button"),
        new(FullHouse.Operator, "/l/{Handle}/operations/dead-letters", ".list > li select"),
        new(FullHouse.Operator, "/l/{Handle}/operations/dead-letters", ".error") { Query = "?reason=refused", DoAsync = Written("[name=recipients]", "nobody", "form:has([name=recipients]) button") },
        new(FullHouse.Operator, "/l/{Handle}/operations/subscriptions", ".list .tag.alarm"),
        new(FullHouse.Operator, "/l/{Handle}/operations/policies", ".list > li"),
        new(FullHouse.Operator, Policy, "main [role=alert] li") { Of = "first", DoAsync = Written("#text", "{}", "button[value=validate]") },
        new(FullHouse.Operator, Policy, "#trial") { Of = "first", DoAsync = Pressed("form:has(input[value=simulate]) button") },
        new(FullHouse.Operator, Policy, "#most-characters-error") { Of = "first", DoAsync = Written("#most-characters", "many", "button[value=show]") },
        new(FullHouse.Operator, "/l/{Handle}/operations/measures", "svg.bar"),

        new(FullHouse.Auditor, "/l/{Handle}/operations/audit", "tbody tr"),

        new(FullHouse.Nobody, "/", "main .button"),
        new(FullHouse.Nobody, "/signed-out", "main p"),
        new(FullHouse.Nobody, "/not-found", "main p"),
        new(FullHouse.Nobody, "/launch", "main p"),
        new(FullHouse.Nobody, "/l/none/inbox", "main .button"),
    ];

    private static Func<IPage, Task> Pressed(string button) => page => page.LeavesByAsync(() => page.Locator(button).First.ClickAsync());

    private static Func<IPage, Task> Written(string field, string text, string button) => async page =>
    {
        await page.FillAsync(field, text);
        await Pressed(button)(page);
    };
}

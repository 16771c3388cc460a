using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>Somebody who has no mouse: goes on by Tab, presses by Enter and Space, and sees where she is at each step.</summary>
internal static class Keyboard
{
    private const int MostSteps = 80;

    /// <summary>Whether it is to be seen that something has the focus: an outline, within the screen.</summary>
    private const string IsSeen = """
        (at => {
          const box = at.getBoundingClientRect();
          const style = getComputedStyle(at);
          return at.matches("main") || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0 && box.height > 0
            && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth);
        })
        """;

    /// <summary>What the thing is called that has the focus, and whether that is to be seen.</summary>
    private const string Look = $$"""
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return ["", "true"];
          const name = at.labels?.length ? at.labels[0].innerText : at.getAttribute("aria-label") ?? at.innerText ?? at.value ?? "";
          return [name.trim(), String({{IsSeen}}(at))];
        }
        """;

    /// <summary>
    /// Everything that can be pressed or filled in and that the keyboard does not get to, or gets to without being seen. Only what browsers themselves work by keys is taken
    /// for such; a question that stands in the way hides the rest.
    /// </summary>
    private const string Missed = $$"""
        () => {
          const asks = document.querySelector("dialog:modal");
          const before = document.activeElement;
          const missed = [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link], [onclick], [contenteditable]")]
            .filter(one => one.checkVisibility() && !one.closest("[aria-hidden=true]") && (!asks || asks.contains(one)))
            .filter(one => {
              one.focus();
              return document.activeElement !== one || one.tabIndex !== 0 || !one.matches("a[href], button, input, select, textarea, summary") || !{{IsSeen}}(one);
            })
            .map(one => one.outerHTML);
          before?.focus();
          return missed;
        }
        """;

    /// <summary>What on the page as it stands is not done by keyboard.</summary>
    public static async Task<IEnumerable<string>> MissedAsync(IPage page)
    {
        // A browser shows the focus to who presses keys.
        await page.Keyboard.PressAsync("Tab");
        return (await page.EvaluateAsync<string[]>(Missed)).Select(thing => $"not by keyboard: {thing}");
    }

    /// <summary>Tabs until something of that name has the focus.</summary>
    public static async Task TabToAsync(this IPage page, string name)
    {
        var passed = new List<string>();
        for (var step = 0; step < MostSteps; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (at, isSeen) = await page.EvaluateAsync<string[]>(Look) is [var called, var seen] ? (called, seen == "true") : ("", false);
            Assert.True(isSeen, $"Nobody sees that \"{at}\" has the focus.");
            if (at.StartsWith(name, StringComparison.Ordinal))
            {
                return;
            }

            passed.Add(at);
        }

        Assert.Fail($"The keyboard does not get to \"{name}\", but to: {string.Join(" | ", passed.Distinct())}");
    }

    /// <summary>Tabs to it, presses it, and waits for the page that comes.</summary>
    public static async Task KeyAsync(this IPage page, string name, string key = "Enter")
    {
        await page.TabToAsync(name);
        await page.GoAsync(key);
    }

    /// <summary>Presses what has the focus, and waits for the page that comes.</summary>
    public static Task GoAsync(this IPage page, string key = "Enter") => page.LeavesByAsync(() => page.Keyboard.PressAsync(key));

    /// <summary>Tabs to a field, and writes into it in place of what was there.</summary>
    public static async Task WriteAsync(this IPage page, string name, string text)
    {
        await page.TabToAsync(name);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Tabs to a list, and goes down in it to a choice.</summary>
    public static async Task ChooseAsync(this IPage page, string name, string value)
    {
        await page.TabToAsync(name);
        await page.Keyboard.PressAsync("Home");
        for (var step = 0; step < MostSteps && !await page.EvaluateAsync<bool>("value => document.activeElement.value === value", value); step++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Equal(value, await page.Locator(":focus").InputValueAsync());
    }

    /// <summary>The page that came has the focus where it says that.</summary>
    public static Task ArrivesAtAsync(this IPage page, string text) => Assertions.Expect(page.Locator(":focus")).ToContainTextAsync(text);
}

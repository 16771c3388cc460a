using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>Somebody who has no mouse: goes on by Tab, presses by Enter and Space, and sees where she is at each step.</summary>
internal static class Keyboard
{
    private const int MostSteps = 80;

    /// <summary>What the thing is called that has the focus, and whether that is to be seen: an outline, within the screen.</summary>
    private const string Look = """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return ["", "true"];
          const box = at.getBoundingClientRect();
          const style = getComputedStyle(at);
          const seen = at.matches("main") || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0 && box.height > 0
            && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth);
          const name = at.labels?.length ? at.labels[0].innerText : at.getAttribute("aria-label") ?? at.innerText ?? at.value ?? "";
          return [name.trim(), String(seen)];
        }
        """;

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

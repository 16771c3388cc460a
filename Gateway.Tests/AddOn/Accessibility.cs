using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>
/// Has axe-core look at a page as it stands: all of it in light, and in dark its colours, which are all that the scheme changes. It runs in the page
/// itself and tells of violations only: our pages have no frames, for whose sake each look would open another page to add up what was found, and no
/// style from elsewhere, which it would fetch beforehand.
/// </summary>
internal static class Accessibility
{
    private const string Look = """
        async rules => {
            const found = await axe.run(document, { resultTypes: ['violations'], preload: false, ...(rules.length ? { runOnly: { type: 'rule', values: rules } } : {}) });
            return found.violations.flatMap(violation => violation.nodes.map(node => `${violation.id} at ${node.html}`));
        }
        """;

    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Whoever looks at many pages has it handed over once: it is large, and handing it over takes longer than looking.</summary>
    public static Task PrepareAsync(IPage page) => page.AddInitScriptAsync(_axe);

    /// <summary>Everything that is wrong with it, with the element.</summary>
    /// <param name="page">The page.</param>
    /// <param name="what">What it shows, for whoever reads the fault.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string what) => [.. (await FaultsAsync(page)).Select(fault => $"{what}: {fault}")];

    /// <summary>Everything that is wrong with it, with the element.</summary>
    public static async Task<List<string>> FaultsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(_axe);
        }

        var light = await LookAsync(page, ColorScheme.Light);
        var dark = await LookAsync(page, ColorScheme.Dark, "color-contrast");
        return [.. light, .. dark];
    }

    // Without motion, so that no colour is met half-way.
    private static async Task<IEnumerable<string>> LookAsync(IPage page, ColorScheme scheme, params string[] rules)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        return (await page.EvaluateAsync<string[]>(Look, rules)).Select(fault => $"{scheme} {fault}");
    }
}

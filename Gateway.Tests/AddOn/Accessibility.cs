using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Gateway.Tests.AddOn;

/// <summary>Has axe-core look at a page as it stands: all of it in light, and in dark its colours, which are all that the scheme changes.</summary>
internal static class Accessibility
{
    private static readonly AxeRunOptions _colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    /// <summary>Everything that is wrong with it, with the element.</summary>
    /// <param name="page">The page.</param>
    /// <param name="what">What it shows, for whoever reads the fault.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string what)
    {
        var light = await LookAsync(page, ColorScheme.Light, null);
        var dark = await LookAsync(page, ColorScheme.Dark, _colours);
        return [.. light.Concat(dark).Select(fault => $"{what}: {fault}")];
    }

    // Without motion, so that no colour is met half-way.
    private static async Task<IEnumerable<string>> LookAsync(IPage page, ColorScheme scheme, AxeRunOptions? options)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var found = await page.RunAxe(options);
        return found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{scheme} {violation.Id} at {node.Html}"));
    }
}

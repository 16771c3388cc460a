using System.Diagnostics;
using System.Globalization;
using Load.Comparing;
using Load.Reporting;
using Microsoft.Playwright;

namespace Paint;

/// <summary>Looks at both inboxes in turn, so that whatever else the machine does slows both alike; then leaves launches open.</summary>
internal static class PaintRun
{
    /// <summary>Looks before the clock starts: the first pages are compiled when they are asked for.</summary>
    private const int WarmUps = 10;

    /// <summary>So many times the one inbox's time the other may take.</summary>
    private const int Most = 2;

    /// <summary>Time for garbage to be collected before memory is read.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(5);

    public static async Task<(string Table, bool Holds)> RunAsync(PaintPlan plan, string sandbox, string directory, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var few = new House(sandbox, Path.Combine(directory, "few"), clock);
        await using var many = new House(sandbox, Path.Combine(directory, "many"), clock);
        await few.StartAsync(plan.Few, cancellationToken);
        await many.StartAsync(plan.Many, cancellationToken);
        await using var screen = await Screen.OpenAsync();
        IPage[] pages = [await screen.LaunchAsync(few.AddOn), await screen.LaunchAsync(many.AddOn)];
        var times = new[] { new List<TimeSpan>(), new List<TimeSpan>() };
        for (var round = -WarmUps; round < plan.Rounds; round++)
        {
            for (var which = 0; which < pages.Length; which++)
            {
                var paint = await Screen.FirstPaintAsync(pages[which]);
                if (round >= 0)
                {
                    times[which].Add(paint);
                }
            }
        }

        var idle = await IdleAsync(screen, many, plan, clock, cancellationToken);
        return (Render(plan, times, idle, clock), MedianOf(times[1]) <= Most * MedianOf(times[0]));
    }

    /// <summary>What the add-on's process holds before and after, in bytes. The first launches, as many, are a warm-up.</summary>
    private static async Task<(long Before, long After)> IdleAsync(Screen screen, House house, PaintPlan plan, TimeProvider clock, CancellationToken cancellationToken)
    {
        await LaunchAsync(plan.Launches);
        var before = await HeldAsync();
        await LaunchAsync(plan.Launches);
        return (before, await HeldAsync());

        async Task LaunchAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var page = await screen.LaunchAsync(house.AddOn);
                await page.Context.CloseAsync();
            }
        }

        async Task<long> HeldAsync()
        {
            await Task.Delay(_rest, clock, cancellationToken);
            using var process = Process.GetProcessById(house.AddOnProcess);
            return process.WorkingSet64;
        }
    }

    private static string Render(PaintPlan plan, List<TimeSpan>[] times, (long Before, long After) idle, TimeProvider clock)
    {
        var few = MedianOf(times[0]);
        var table = new TextTable("open Tasks", "median ms", "fastest", "slowest", "times the first");
        foreach (var (tasks, taken) in new[] { (plan.Few, times[0]), (plan.Many, times[1]) })
        {
            table.Row(
                tasks.ToString("N0", CultureInfo.InvariantCulture),
                Whole(MedianOf(taken)),
                Whole(taken.Min().TotalMilliseconds),
                Whole(taken.Max().TotalMilliseconds),
                (MedianOf(taken) / few).ToString("F2", CultureInfo.InvariantCulture));
        }

        return $"""
            # The inbox of a clinic that has fallen behind

            {Machine.Facts(clock)}

            From the navigation to the first contentful paint of the whole inbox of a nurse, in a browser without a window. The page is rendered on the
            server and comes in one answer, so the first paint shows the list. Two houses (EHR, gateway, add-on: a process each), looked at in turn,
            {plan.Rounds} times each after {WarmUps} that do not count. The goal is at most twice the time. Made by `bench/paint.sh`.

            {table.ToMarkdown()}
            ## A launch that nobody uses

            A launch is a row in the add-on's database; no page, circuit or cache stays in memory for it. The process of the add-on held
            {Megabytes(idle.Before)} MB after {plan.Launches} launches that nobody ended and {Megabytes(idle.After)} MB after as many more:
            {Kilobytes(idle.After - idle.Before, plan.Launches)} kB for each, the garbage of signing in included.

            """;
    }

    private static double MedianOf(List<TimeSpan> times) => Median.Of(times.Select(time => time.TotalMilliseconds));

    private static string Whole(double value) => value.ToString("F0", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => Whole(bytes / 1e6);

    private static string Kilobytes(long bytes, int launches) => Whole(bytes / 1e3 / launches);
}

using System.Data.Common;
using System.Globalization;

namespace Gateway.Audit;

/// <summary>
/// <c>verify-audit [--day 2026-11-23] [--expect DIGEST]</c>: says of each day of the audit trail whether it is intact, with the digest
/// to keep elsewhere. Exit code 0 if all is well, 1 if something is wrong, 2 if it cannot be told.
/// </summary>
internal static class VerifyCommand
{
    public const string Name = "verify-audit";

    private const int Intact = 0;
    private const int Broken = 1;
    private const int Unknown = 2;

    public static async Task<int> RunAsync(IServiceProvider services, IConfiguration arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var (day, expected) = (arguments["day"], arguments["expect"]);
        var date = default(DateOnly);
        if ((day is not null && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
            || (expected is not null && day is null))
        {
            await output.WriteLineAsync("usage: verify-audit [--day YYYY-MM-DD [--expect DIGEST]]");
            return Unknown;
        }

        try
        {
            var days = await services.GetRequiredService<TrailVerification>().RunAsync(day is null ? null : NumberOf(date), cancellationToken);
            foreach (var verified in days)
            {
                await TellAsync(verified, output);
            }

            var isExpected = expected is null || days.Any(verified => verified.Digest.Equals(expected, StringComparison.OrdinalIgnoreCase));
            if (!isExpected)
            {
                await output.WriteLineAsync("The digest is not the one that was expected: rows were changed, added or taken away.");
            }

            return isExpected && days.All(verified => verified.Faults.IsEmpty) ? Intact : Broken;
        }
        catch (DbException fault)
        {
            await output.WriteLineAsync($"The store cannot be read: {fault.GetType().Name}.");
            return Unknown;
        }
    }

    private static async Task TellAsync(VerifiedDay verified, TextWriter output)
    {
        var state = verified.Faults.IsEmpty ? "intact" : "BROKEN";
        await output.WriteLineAsync(verified.Day == 0
            ? $"all days: {state}"
            : string.Create(CultureInfo.InvariantCulture, $"{verified.Day / 10_000:0000}-{verified.Day / 100 % 100:00}-{verified.Day % 100:00} {verified.Rows} rows {verified.Digest} {state}"));
        foreach (var fault in verified.Faults)
        {
            await output.WriteLineAsync($"  {fault}");
        }
    }

    private static int NumberOf(DateOnly date) => (date.Year * 10_000) + (date.Month * 100) + date.Day;
}

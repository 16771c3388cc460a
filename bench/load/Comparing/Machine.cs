using System.Globalization;
using System.Runtime.InteropServices;

namespace Load.Comparing;

/// <summary>What a reader must know of the machine to judge a number; nothing that names it.</summary>
internal static class Machine
{
    public static string Facts(TimeProvider clock) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores ({RuntimeInformation.ProcessArchitecture}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, "
        + $"{Kind()}, {RuntimeInformation.FrameworkDescription}, {clock.GetUtcNow():yyyy-MM-dd}. Client, server, EHR and store share the machine.");

    private static string Kind() =>
        OperatingSystem.IsLinux() ? "Linux" : OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "other";
}

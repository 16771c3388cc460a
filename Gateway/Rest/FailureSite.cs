using System.Diagnostics;

namespace Gateway.Rest;

/// <summary>Where an exception came from, as method names: enough to find it, and nothing a patient wrote.</summary>
internal static class FailureSite
{
    private const int Depth = 8;

    public static string Of(Exception failure) => string.Join(
        " < ",
        new StackTrace(failure).GetFrames()
            .Select(frame => DiagnosticMethodInfo.Create(frame))
            .OfType<DiagnosticMethodInfo>()
            .Select(method => $"{method.DeclaringTypeName}.{method.Name}")
            .Take(Depth));
}

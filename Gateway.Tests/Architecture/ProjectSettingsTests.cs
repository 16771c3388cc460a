using System.Diagnostics;
using System.Text.Json;
using Gateway.Tests.Support;

namespace Gateway.Tests.Architecture;

public sealed class ProjectSettingsTests
{
    private static readonly string[] Gates = ["TreatWarningsAsErrors", "EnforceCodeStyleInBuild", "RestorePackagesWithLockFile"];

    public static TheoryData<string> Projects => [.. Repository.Projects];

    /// <summary>Asks MSBuild rather than the file: a misspelt property is silently without effect.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public async Task The_gates_of_each_project_are_on(string project)
    {
        var properties = await EvaluateAsync(project, TestContext.Current.CancellationToken);

        Assert.All(Gates, gate => Assert.Equal("true", properties.GetProperty(gate).GetString(), ignoreCase: true));
        Assert.Equal("enable", properties.GetProperty("Nullable").GetString());
        Assert.Equal("Recommended", properties.GetProperty("AnalysisMode").GetString());
    }

    private static async Task<JsonElement> EvaluateAsync(string project, CancellationToken cancellationToken)
    {
        var names = string.Join(',', Gates.Concat(["Nullable", "AnalysisMode"]));
        var start = new ProcessStartInfo("dotnet", ["msbuild", Repository.PathOf(project), $"-getProperty:{names}", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
            // Variables of the surrounding `dotnet test` name its own SDK parts.
            Environment = { ["MSBuildSDKsPath"] = null, ["MSBUILD_EXE_PATH"] = null, ["MSBuildExtensionsPath"] = null },
        };
        using var msbuild = Process.Start(start)!;
        var answer = await msbuild.StandardOutput.ReadToEndAsync(cancellationToken);
        await msbuild.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, msbuild.ExitCode);
        return JsonDocument.Parse(answer).RootElement.GetProperty("Properties");
    }
}

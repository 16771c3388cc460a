using System.Text;
using System.Text.RegularExpressions;
using Gateway.Tests.Support;

namespace Gateway.Tests.Architecture;

public sealed partial class RepositoryTests
{
    private const int LongestFile = 500;

    private static readonly string[] SourceExtensions = [".cs", ".razor", ".css", ".js", ".sh", ".yml", ".props", ".csproj"];

    private static readonly string[] TextExtensions = [.. SourceExtensions, ".md", ".json", ".jsonl", ".txt", ".sql", ".sln", ".editorconfig"];

    private static IEnumerable<string> SourceFiles => Repository.Files.Where(file => SourceExtensions.Contains(Path.GetExtension(file)));

    private static IEnumerable<string> TextFiles =>
        Repository.Files.Where(file => Path.GetExtension(file) is "" || TextExtensions.Contains(Path.GetExtension(file)));

    [Fact]
    public void Each_project_is_in_the_solution()
    {
        var solution = Repository.TextOf("FhirMessaging.sln").Replace('\\', '/');

        var absent = Repository.Projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal));

        Assert.NotEmpty(Repository.Projects);
        Assert.Empty(absent);
    }

    [Fact]
    public void Each_project_locks_its_packages() =>
        Assert.Empty(Repository.Projects
            .Select(project => $"{Path.GetDirectoryName(project)}/packages.lock.json")
            .Except(Repository.Files));

    [Fact]
    public void No_source_puts_work_off()
    {
        var putOff = SourceFiles.SelectMany(file => Repository.LinesOf(file)
            .Select((line, index) => (line, index))
            .Where(numbered => WorkPutOff().IsMatch(numbered.line))
            .Select(numbered => $"{file}:{numbered.index + 1}"));

        Assert.Empty(putOff);
    }

    [Fact]
    public void No_source_file_is_too_long_to_read()
    {
        var tooLong = Repository.Files
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Where(file => Repository.LinesOf(file).Length > LongestFile);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void The_start_of_the_gateway_is_a_list() => Assert.True(Repository.LinesOf("Gateway/Program.cs").Length <= 60);

    [Fact]
    public void No_file_names_a_folder_of_one_machine()
    {
        var bound = TextFiles.Where(file => FolderOfOneMachine().IsMatch(Repository.TextOf(file)));

        Assert.Empty(bound);
    }

    [Fact]
    public void No_file_starts_with_a_byte_order_mark()
    {
        var mark = Encoding.UTF8.GetPreamble();

        var marked = TextFiles.Where(file => File.ReadAllBytes(Repository.PathOf(file)).AsSpan().StartsWith(mark));

        Assert.Empty(marked);
    }

    [Fact]
    public void Each_script_may_be_executed()
    {
        var locked = TextFiles.Where(file => Repository.TextOf(file).StartsWith("#!", StringComparison.Ordinal) && !MayBeExecuted(file));

        Assert.Empty(locked);
    }

    private static bool MayBeExecuted(string file) =>
        OperatingSystem.IsWindows() || File.GetUnixFileMode(Repository.PathOf(file)).HasFlag(UnixFileMode.UserExecute);

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E)\b")]
    private static partial Regex WorkPutOff();

    [GeneratedRegex(@"(?<![\w.)}~-])/(?:work|root|home/[a-z]\w*)/")]
    private static partial Regex FolderOfOneMachine();
}

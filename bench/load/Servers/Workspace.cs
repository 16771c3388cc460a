namespace Load.Servers;

/// <summary>Finds what was built beside this tool, so that a script need not name paths.</summary>
internal sealed class Workspace
{
    private const string Solution = "FhirMessaging.sln";

    private readonly string _root;
    private readonly string _configuration;

    private Workspace(string root, string configuration)
    {
        _root = root;
        _configuration = configuration;
    }

    public static Workspace Locate(string configuration)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, Solution)))
            {
                return new Workspace(directory.FullName, configuration);
            }
        }

        throw new CannotRunException($"{Solution} is in no directory above this tool: name the programs by their options.");
    }

    public string Gateway => Built("Gateway", "Gateway");

    public string Sandbox => Built("Sandbox", "Sandbox");

    public string Bare => Built("bench/bare", "Bare");

    public string Empty => Built("bench/empty", "Empty");

    private string Built(string project, string assembly)
    {
        var path = Path.Combine(_root, project, "bin", _configuration, "net10.0", $"{assembly}.dll");
        return File.Exists(path)
            ? path
            : throw new CannotRunException($"{project} is not built: dotnet build -c {_configuration} {project}");
    }
}

namespace SmartApp.Ehrs;

/// <summary>The add-on's settings.</summary>
internal sealed class SmartAppOptions
{
    public const string Section = "SmartApp";

    /// <summary>Where browsers find the add-on; an origin, without a path.</summary>
    public string PublicUrl { get; set; } = "http://127.0.0.1:5070";

    /// <summary>Where the keys are kept that protect cookies and stored tokens; replicas share it.</summary>
    public string DataDirectory { get; set; } = "";

    /// <summary>How long a launch lasts, whatever its tokens, in hours.</summary>
    public double LaunchHours { get; set; } = 12;

    /// <summary>How long something begun and not sent is kept, in days.</summary>
    public double DraftDays { get; set; } = 14;

    /// <summary><c>Sqlite</c> or <c>PostgreSql</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Launches and drafts; a file in <see cref="DataDirectory"/> if nothing is said.</summary>
    public string ConnectionString { get; set; } = "";

    public List<EhrOptions> Ehrs { get; set; } = [];

    public string DataDirectoryOrUsual =>
        DataDirectory.Length > 0 ? DataDirectory : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fhir-messaging-smartapp");

    public string ConnectionStringOrUsual =>
        ConnectionString.Length > 0 ? ConnectionString : $"Data Source={Path.Combine(DataDirectoryOrUsual, "smartapp.db")}";
}

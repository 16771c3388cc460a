using System.Reflection;
using Gateway;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;
using Sandbox.Ehr.Records;
using SmartApp.Storage;

namespace Sandbox;

/// <summary>Tells a data directory that another version of the sandbox wrote, whose stores these parts could not use.</summary>
internal static class DataModel
{
    private const string TablesAndColumns =
        "SELECT tables.name, columns.name FROM sqlite_master tables JOIN pragma_table_info(tables.name) columns WHERE tables.type = 'table'";

    private const string AppliedMigrations = "SELECT MigrationId, '' FROM __EFMigrationsHistory";

    private const int Corrupt = 11;
    private const int NoDatabase = 26;

    /// <summary>False if a store that is there already is of another form; what is not there yet is made.</summary>
    public static bool Fits(SandboxOptions options) =>
        Fits(options, SandboxPart.Ehr, "ehr.db", store => HasForm(store, OfEhr()))
        && Fits(options, SandboxPart.Gateway, "gateway.db", HasKnownMigrations)
        && Fits(options, SandboxPart.SmartApp, Path.Combine("smartapp", "smartapp.db"), store => HasForm(store, OfAddOn()));

    private static bool Fits(SandboxOptions options, SandboxPart part, string name, Func<SqliteConnection, bool> fits)
    {
        var file = Path.Combine(options.DataDirectory, name);
        if (!options.Parts.HasFlag(part) || !File.Exists(file))
        {
            return true;
        }

        try
        {
            using var store = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
            store.Open();
            return fits(store);
        }
        catch (SqliteException fault)
        {
            // Whatever else it is, the part itself tells.
            return fault.SqliteErrorCode is not (Corrupt or NoDatabase);
        }
    }

    // What a store has besides is of no matter, and a table that it lacks is made.
    private static bool HasForm(SqliteConnection store, ILookup<string, string> form)
    {
        var found = Rows(store, TablesAndColumns);
        return form.All(table => !found.Contains(table.Key) || found[table.Key].ToHashSet().SetEquals(table));
    }

    private static bool HasKnownMigrations(SqliteConnection store)
    {
        var known = typeof(GatewayHost).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).ToHashSet();
        return Rows(store, AppliedMigrations).All(applied => known.Contains(applied.Key));
    }

    private static ILookup<string, string> OfEhr()
    {
        using var store = new SqliteConnection("Data Source=:memory:");
        store.Open();
        EhrDatabase.MakeTables(store);
        return Rows(store, TablesAndColumns);
    }

    // Not by its EF model, which takes longer to build than everything else here.
    private static ILookup<string, string> OfAddOn() =>
        new[] { (Table: nameof(SmartAppDb.Launches), Row: typeof(LaunchRow)), (Table: nameof(SmartAppDb.Drafts), Row: typeof(DraftRow)) }
            .SelectMany(table => table.Row.GetProperties().Select(column => (table.Table, column.Name)))
            .ToLookup(column => column.Table, column => column.Name);

    private static ILookup<string, string> Rows(SqliteConnection store, string sql)
    {
        using var command = store.CreateCommand();
#pragma warning disable CA2100 // Only this file's own constants arrive here.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<(string Key, string Value)> rows = [];
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows.ToLookup(row => row.Key, row => row.Value);
    }
}

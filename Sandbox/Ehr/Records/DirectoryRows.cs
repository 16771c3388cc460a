using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Sandbox.Ehr.Rest;

namespace Sandbox.Ehr.Records;

/// <summary>Reads the directory from the file, or writes the seed into a new one: all of it or nothing.</summary>
internal static class DirectoryRows
{
    public static List<SeededResource> Read(SqliteConnection connection)
    {
        var resources = new List<SeededResource>();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT type, id, content FROM directory ORDER BY position";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            resources.Add(new SeededResource(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        }

        return resources;
    }

    public static List<SeededResource> Seed(SqliteConnection connection, IReadOnlyList<SeededResource> resources)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO directory(type, id, content) VALUES($type, $id, $content)";
        var type = insert.Parameters.Add("$type", SqliteType.Text);
        var id = insert.Parameters.Add("$id", SqliteType.Text);
        var content = insert.Parameters.Add("$content", SqliteType.Blob);
        using var messages = new CommunicationRows(connection);
        var directory = new List<SeededResource>(resources.Count);
        long sequence = 0;
        foreach (var resource in resources)
        {
            if (resource.Type == "Communication")
            {
                messages.Insert(AsFiled(resource, ++sequence), transaction);
                continue;
            }

            (type.Value, id.Value, content.Value) = (resource.Type, resource.Id, resource.Content);
            insert.ExecuteNonQuery();
            directory.Add(resource);
        }

        transaction.Commit();
        return directory;
    }

    public static long LastSequence(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(max(sequence), 0) FROM communication";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static FiledCommunication AsFiled(SeededResource resource, long sequence)
    {
        using var document = JsonDocument.Parse(resource.Content);
        return FiledForm.Of(document.RootElement, sequence, resource.Content) with { Name = resource.Id };
    }
}

using Microsoft.Data.Sqlite;

namespace Sandbox.Ehr.Records;

/// <summary>Prepared inserts of one connection; preparing them per message would cost more than running them.</summary>
internal sealed class CommunicationRows : IDisposable
{
    private readonly SqliteCommand _message;
    private readonly SqliteCommand _replaced;
    private readonly SqliteCommand _identifier;
    private readonly SqliteCommand _recipient;

    public CommunicationRows(SqliteConnection connection)
    {
        _message = connection.CreateCommand();
        _message.CommandText = "INSERT INTO communication VALUES($sequence, $name, $patient, $sender, $status, $sent, $updated, $content)";
        Declare(_message, "$sequence", "$name", "$patient", "$sender", "$status", "$sent", "$updated", "$content");
        _replaced = connection.CreateCommand();
        _replaced.CommandText = "UPDATE communication SET status = $status, updated = $updated, content = $content WHERE sequence = $sequence AND content = $before";
        Declare(_replaced, "$status", "$updated", "$content", "$sequence", "$before");
        _identifier = connection.CreateCommand();
        _identifier.CommandText = "INSERT OR IGNORE INTO communication_identifier VALUES($value, $system, $sequence)";
        Declare(_identifier, "$value", "$system", "$sequence");
        _recipient = connection.CreateCommand();
        _recipient.CommandText = "INSERT OR IGNORE INTO communication_recipient VALUES($recipient, $sequence)";
        Declare(_recipient, "$recipient", "$sequence");
    }

    public void Insert(FiledCommunication message, SqliteTransaction transaction)
    {
        Run(_message, transaction, message.Sequence, message.Name, message.Patient, message.Sender, message.Status,
            message.Sent?.ToUnixTimeMilliseconds(), message.Updated.ToUnixTimeMilliseconds(), message.Content);
        foreach (var (system, value) in message.Identifiers)
        {
            Run(_identifier, transaction, value, system, message.Sequence);
        }

        foreach (var recipient in message.Recipients)
        {
            Run(_recipient, transaction, recipient, message.Sequence);
        }
    }

    /// <summary>Status, time and content of a filed message; what else it is found by stays. False if it is no more as it was read.</summary>
    public bool Replace(FiledCommunication message, byte[] asRead, SqliteTransaction transaction) =>
        Run(_replaced, transaction, message.Status, message.Updated.ToUnixTimeMilliseconds(), message.Content, message.Sequence, asRead) == 1;

    public void Dispose()
    {
        _message.Dispose();
        _replaced.Dispose();
        _identifier.Dispose();
        _recipient.Dispose();
    }

    private static void Declare(SqliteCommand command, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    private static int Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command.ExecuteNonQuery();
    }
}

namespace Load.Replaying;

/// <summary>The file that carries what clients were told from a posting run to a later check or read.</summary>
internal static class RecordFile
{
    public static Task WriteAsync(string path, IEnumerable<MessageRecord> records, CancellationToken cancellationToken) =>
        File.WriteAllLinesAsync(path, records.Select(record => record.ToLine()), cancellationToken);

    public static async Task<IReadOnlyList<MessageRecord>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var records = new List<MessageRecord>();
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            records.Add(MessageRecord.TryParse(line, out var record)
                ? record!
                : throw new CannotRunException($"{path}, line {records.Count + 1}: not a record of 'post --record'."));
        }

        return records;
    }
}

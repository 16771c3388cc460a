namespace Load.Seeding;

/// <summary>Writes rows by the thousand, as fast as its database takes them: what is half written when it is killed is seeded anew.</summary>
internal interface IRowWriter : IDisposable
{
    void Write(SeedRows rows);

    /// <summary>Leaves the store as one that has been in use: on the disk, and with the statistics that its database gathers by itself.</summary>
    void Finish();
}

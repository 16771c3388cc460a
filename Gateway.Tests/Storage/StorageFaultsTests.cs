using Gateway.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Gateway.Tests.Storage;

public sealed class StorageFaultsTests
{
    [Theory]
    [InlineData(13, 13, FaultKind.Unavailable)]
    [InlineData(5, 5, FaultKind.Unavailable)]
    [InlineData(6, 6, FaultKind.Unavailable)]
    [InlineData(10, 778, FaultKind.Unavailable)]
    [InlineData(14, 14, FaultKind.Unavailable)]
    [InlineData(19, 2067, FaultKind.Duplicate)]
    [InlineData(19, 1555, FaultKind.Duplicate)]
    [InlineData(19, 1299, FaultKind.Unknown)]
    internal void SQLite_codes_are_understood(int code, int extended, FaultKind kind) =>
        Assert.Equal(kind, StorageFaults.Classify(new SqliteException("", code, extended)).Kind);

    [Theory]
    [InlineData("23505", FaultKind.Duplicate)]
    [InlineData("53100", FaultKind.Unavailable)]
    [InlineData("53300", FaultKind.Unavailable)]
    [InlineData("55000", FaultKind.Unavailable)]
    [InlineData("57P01", FaultKind.Disconnected)]
    [InlineData("57P03", FaultKind.Disconnected)]
    [InlineData("08006", FaultKind.Disconnected)]
    [InlineData("40001", FaultKind.Conflict)]
    [InlineData("40P01", FaultKind.Conflict)]
    [InlineData("22001", FaultKind.Unknown)]
    internal void PostgreSQL_states_are_understood(string state, FaultKind kind) =>
        Assert.Equal(kind, StorageFaults.Classify(new PostgresException("", "ERROR", "ERROR", state)).Kind);

    [Fact]
    public void A_fault_is_found_inside_what_EF_wraps_around_it() =>
        Assert.Equal(FaultKind.Duplicate, StorageFaults.Classify(new DbUpdateException("", new SqliteException("", 19, 2067))).Kind);

    [Fact]
    public void A_defect_is_not_mistaken_for_a_store_that_is_away() => Assert.False(StorageFaults.IsUnavailable(new FormatException()));
}

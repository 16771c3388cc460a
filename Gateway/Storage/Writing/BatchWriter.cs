using System.Data.Common;

namespace Gateway.Storage.Writing;

/// <summary>Writes the units of a batch in one transaction, and finds out which of them it was when they cannot all be written.</summary>
internal sealed class BatchWriter(Func<DbConnection> open, AuditWriter trail, ILogger logger) : IDisposable
{
    private const string Savepoint = "unit";

    /// <summary>Ties that the database broke against us are few; beyond this it is not coping.</summary>
    private const int MostTries = 4;

    private WriteSession? session;

    /// <summary>Settles each unit: with its own outcome, or all with the same fault and nothing written.</summary>
    public void Write(IReadOnlyList<CommitUnit> units)
    {
        var alone = false;
        for (var tries = 1; ; tries++)
        {
            var fresh = session is null;
            var committing = false;
            var place = trail.Place;
            try
            {
                session ??= new WriteSession(open());
                using var transaction = session.Begin();
                Stage(units, transaction, alone);
                committing = true;
                transaction.Commit();
                trail.Committed();
                return;
            }
            catch (Exception exception)
            {
                var fault = StorageFaults.Classify(exception);
                trail.Return(place);
                if (committing)
                {
                    trail.Forget();
                }

                if (fault.Kind is FaultKind.Disconnected or FaultKind.Unavailable || committing)
                {
                    CloseSession();
                }

                switch (fault.Kind)
                {
                    case FaultKind.Duplicate or FaultKind.Superseded or FaultKind.Unknown when !alone && !committing && units.Count > 1:
                        alone = true;
                        continue;
                    // Before the commit is sent nothing can have been written: a connection that died while idle costs nobody an answer.
                    case FaultKind.Disconnected when !fresh && !committing && tries < MostTries:
                    case FaultKind.Conflict when tries < MostTries:
                        continue;
                }

                FailAll(units, fault, exception);
                return;
            }
        }
    }

    public void Dispose() => CloseSession();

    private void Stage(IReadOnlyList<CommitUnit> units, DbTransaction transaction, bool alone)
    {
        foreach (var unit in units)
        {
            unit.Settle(CommitResult.Committed.Instance);
        }

        if (units.Sum(unit => unit.Trail.Count) is var entries and > 0)
        {
            trail.Open(session!, transaction, entries);
        }

        if (!alone)
        {
            // As a list: the head says how far the chain has come with these rows.
            List<RowWrite> rows = [.. units.SelectMany(trail.RowsOf)];
            session!.Write(rows.Concat(trail.Head()), transaction);
            return;
        }

        foreach (var unit in units)
        {
            StageAlone(unit, transaction);
        }

        session!.Write(trail.Head(), transaction);
    }

    // A savepoint each and one commit for all: an application that repeats its creates (its retries are the usual cause of
    // duplicates) must not cost every other writer an fsync per unit.
    private void StageAlone(CommitUnit unit, DbTransaction transaction)
    {
        transaction.Save(Savepoint);
        var place = trail.Place;
        try
        {
            session!.Write(trail.RowsOf(unit), transaction);
            transaction.Release(Savepoint);
        }
        catch (Exception exception) when (StorageFaults.Classify(exception) is { Kind: FaultKind.Duplicate or FaultKind.Superseded or FaultKind.Unknown } fault)
        {
            transaction.Rollback(Savepoint);
            trail.Return(place);
            unit.Settle(fault, exception);
        }
    }

    private void FailAll(IReadOnlyList<CommitUnit> units, StorageFault fault, Exception exception)
    {
        if (fault.Kind is not (FaultKind.Duplicate or FaultKind.Superseded))
        {
            logger.BatchFailed(units.Count, fault.Code, fault.Kind == FaultKind.Unknown ? exception : null);
        }

        foreach (var unit in units)
        {
            unit.Settle(fault, exception);
        }
    }

    private void CloseSession()
    {
        try
        {
            session?.Dispose();
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            logger.CloseFailed(StorageFaults.Classify(exception).Code);
        }

        session = null;
    }
}

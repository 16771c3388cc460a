namespace Load.Replaying;

/// <summary>Says what arrived in an EHR: the Sandbox lists it, any other FHIR server is searched by identifier.</summary>
internal interface IEhrLedger
{
    /// <summary>Whether the ledger names every gateway message, so that one no client knows of shows too.</summary>
    bool ListsEverything { get; }

    /// <summary>What is filed, one element per stored Communication; <paramref name="ids"/> are those of interest.</summary>
    Task<IReadOnlyList<FiledMessage>> ReadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken);
}

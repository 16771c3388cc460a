using Gateway.SignIn.Clients;
using Gateway.Storage;
using Microsoft.EntityFrameworkCore;

namespace Gateway.SignIn.Registration;

/// <summary>The story of registering clients: check, write, and let everybody look again.</summary>
internal sealed class Registrations(IDbContextFactory<GatewayDb> databases, CommitQueue queue, ClientRegistry registry, TimeProvider clock, ILogger<Registrations> logger)
{
    public async Task<IReadOnlyList<RegisteredClient>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Clients.AsNoTracking().OrderBy(client => client.ClientId).ToListAsync(cancellationToken);
    }

    public async Task<RegisteredClient?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Clients.AsNoTracking().SingleOrDefaultAsync(client => client.ClientId == id, cancellationToken);
    }

    public async Task<RegistrationOutcome> CreateAsync(ClientDocument document, string @operator, CancellationToken cancellationToken)
    {
        if (RegistrationPolicy.IssuesOf(document) is { Count: > 0 } issues)
        {
            return new RegistrationOutcome.Invalid(issues);
        }

        var now = clock.GetUtcNow();
        var client = new RegisteredClient
        {
            ClientId = document.ClientId ?? Guid.NewGuid().ToString("N"),
            Name = document.Name!,
            Scopes = string.Empty,
            Origins = string.Empty,
            CreatedAt = now,
            ChangedAt = now,
        };
        Write(document, client, now);
        return await CommitAsync(
            changes => changes.Add(client), new RegistrationOutcome.Created(client), "There is a client with this id.", ("registered", client.ClientId, @operator), cancellationToken);
    }

    public async Task<RegistrationOutcome> ReplaceAsync(string id, ClientDocument document, string @operator, CancellationToken cancellationToken)
    {
        if (RegistrationPolicy.IssuesOf(document with { ClientId = id }) is { Count: > 0 } issues)
        {
            return new RegistrationOutcome.Invalid(issues);
        }

        return document.ClientId is { } named && named != id
            ? new RegistrationOutcome.Conflicting("A client keeps its id.")
            : await ChangeAsync(id, (client, now) => Write(document, client, now), ("changed", id, @operator), cancellationToken);
    }

    public async Task<RegistrationOutcome> ReplaceKeysAsync(string id, ClientKeysDocument document, string @operator, CancellationToken cancellationToken)
    {
        var inline = document.Jwks is { } set ? KeySetReader.Registered(set) : null;
        if (RegistrationPolicy.IssuesOfKeys(inline, document.JwksUri) is { Count: > 0 } issues)
        {
            return new RegistrationOutcome.Invalid(issues);
        }

        return inline is null && document.JwksUri is null
            ? new RegistrationOutcome.Invalid([new(Hl7.Fhir.Model.OperationOutcome.IssueType.Required, "Send jwks or jwksUri.")])
            : await ChangeAsync(id, (client, now) => WriteKeys(inline, document.JwksUri, client, now), ("given new keys", id, @operator), cancellationToken);
    }

    public async Task<RegistrationOutcome> DeleteAsync(string id, string @operator, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } client
            ? await CommitAsync(changes => changes.Remove(client), new RegistrationOutcome.Deleted(), string.Empty, ("deleted", id, @operator), cancellationToken)
            : new RegistrationOutcome.Unknown();

    private async Task<RegistrationOutcome> ChangeAsync(
        string id, Action<RegisteredClient, DateTimeOffset> change, (string What, string Client, string Operator) told, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } client
            ? await CommitAsync(
                changes => changes.Change(client, row => change(row, clock.GetUtcNow())),
                new RegistrationOutcome.Changed(client), "Somebody else changed this client at the same time.", told, cancellationToken)
            : new RegistrationOutcome.Unknown();

    private async Task<RegistrationOutcome> CommitAsync(
        Action<Changes> stage, RegistrationOutcome done, string conflict, (string What, string Client, string Operator) told, CancellationToken cancellationToken)
    {
        var result = await queue.CommitAsync(stage, cancellationToken);
        registry.Forget();
        switch (result)
        {
            case CommitResult.Committed:
                logger.ClientChanged(told.Client, told.What, told.Operator);
                return done;
            case CommitResult.Duplicate or CommitResult.Superseded:
                return new RegistrationOutcome.Conflicting(conflict);
            default:
                return new RegistrationOutcome.Unavailable();
        }
    }

    private static void Write(ClientDocument document, RegisteredClient client, DateTimeOffset now)
    {
        client.Name = document.Name!;
        client.Scopes = string.Join(' ', document.Scopes ?? []);
        client.Origins = string.Join(' ', document.Origins ?? []);
        client.Contact = document.Contact;
        client.Disabled = document.Disabled;
        WriteKeys(document.Jwks is { } set ? KeySetReader.Registered(set) : null, document.JwksUri, client, now);
    }

    private static void WriteKeys(KeySetReading? inline, string? address, RegisteredClient client, DateTimeOffset now)
    {
        client.Jwks = (inline as KeySetReading.Usable)?.Json;
        client.JwksUri = address;
        client.ChangedAt = now;
    }
}

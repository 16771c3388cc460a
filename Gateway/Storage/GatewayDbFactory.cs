using Microsoft.EntityFrameworkCore;

namespace Gateway.Storage;

/// <summary>Hands out pooled contexts of the configured database as <see cref="GatewayDb"/>, which is all that slices know.</summary>
internal sealed class GatewayDbFactory<TDb>(IServiceProvider services, SchemaGate gate) : IDbContextFactory<GatewayDb>
    where TDb : GatewayDb
{
    // EF Core is not loaded before somebody asks for a context: at start nobody does.
    private readonly Lazy<IDbContextFactory<TDb>> pool = new(services.GetRequiredService<IDbContextFactory<TDb>>);

    /// <summary>A context to stage rows with; one that is to ask the database is created the asynchronous way.</summary>
    public GatewayDb CreateDbContext() => pool.Value.CreateDbContext();

    /// <summary>A context to ask the database with, once the schema is up to date.</summary>
    public async Task<GatewayDb> CreateDbContextAsync(CancellationToken cancellationToken = default)
    {
        await gate.Opened.WaitAsync(cancellationToken);
        return pool.Value.CreateDbContext();
    }
}

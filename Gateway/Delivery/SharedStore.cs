using Gateway.Storage;
using Microsoft.Extensions.Options;

namespace Gateway.Delivery;

/// <summary>Gateways that share charts must share the database too: the start fails when theirs is a file of each one's own.</summary>
internal sealed class SharedStore(IOptions<StorageOptions> storage) : IValidateOptions<DeliveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options) =>
        options.Clustering == CourierClustering.Localhost || storage.Value.Provider != StorageProvider.Sqlite
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{DeliveryOptions.Section}:{nameof(DeliveryOptions.Clustering)} {options.Clustering} needs a database that several gateways share: "
                + $"set {StorageOptions.Section}:{nameof(StorageOptions.Provider)} to PostgreSql or SqlServer.");
}

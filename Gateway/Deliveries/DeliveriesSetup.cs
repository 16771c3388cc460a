namespace Gateway.Deliveries;

/// <summary>The door of what is on its way.</summary>
internal static class DeliveriesSetup
{
    public static WebApplicationBuilder AddDeliveries(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DeliveryReader>();
        builder.Services.AddSingleton<DeliveryDesk>();
        return builder;
    }
}

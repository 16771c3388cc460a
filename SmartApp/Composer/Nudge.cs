namespace SmartApp.Composer;

/// <summary>Errands that have a way of their own.</summary>
internal enum Nudge
{
    Refill,
    Appointment,
    Billing,
}

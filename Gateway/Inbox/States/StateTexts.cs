using System.Globalization;
using Gateway.References;
using Gateway.Routing;

namespace Gateway.Inbox.States;

/// <summary>What the sender of a message reads of it, in plain words, in English and Spanish.</summary>
internal static class StateTexts
{
    // The product runs without the cultures of its operating system.
    private static readonly string[] EnglishDays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] SpanishDays = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] SpanishMonths =
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    public static string CodeOf(MessageState state) => state switch
    {
        MessageState.Received => "received",
        MessageState.Delivered => "delivered",
        MessageState.Opened => "opened",
        MessageState.Answered => "answered",
        MessageState.BeingChecked => "being-checked",
        MessageState.Closed => "closed",
    };

    /// <summary>What a pool is called; the care team, where the policy has no name for it.</summary>
    public static string NameOf(ResourceKey? pool, RoutingRules rules, string language) =>
        pool is { } key && rules.Pools.GetValueOrDefault(key)?.Name is { } names
        && (names.TryGetValue(language, out var name) || names.TryGetValue(StateLanguage.English, out name))
            ? name
            : language == StateLanguage.Spanish ? "Equipo de atención" : "Care team";

    /// <param name="state">What is told.</param>
    /// <param name="rules">What pools are called, and whose clock they keep.</param>
    /// <param name="language">en or es.</param>
    public static string SentenceOf(StateOfMessage state, RoutingRules rules, string language)
    {
        var (isSpanish, pool) = (language == StateLanguage.Spanish, NameOf(state.Pool, rules, language));
        var sentence = (state.State, isSpanish) switch
        {
            (MessageState.Received, false) => "We have your message.",
            (MessageState.Received, true) => "Recibimos su mensaje.",
            (MessageState.Delivered, false) => "Your message is with the care team. Nobody has opened it yet.",
            (MessageState.Delivered, true) => "Su mensaje está con el equipo de atención. Todavía nadie lo ha abierto.",
            (MessageState.Opened, false) => "The care team has opened your message.",
            (MessageState.Opened, true) => "El equipo de atención abrió su mensaje.",
            (MessageState.Answered, false) => "Your message was answered.",
            (MessageState.Answered, true) => "Su mensaje fue contestado.",
            (MessageState.BeingChecked, false) => "Your message is being checked by a person before it goes on. If it cannot wait, please call the clinic.",
            (MessageState.BeingChecked, true) => "Una persona está revisando su mensaje antes de enviarlo. Si no puede esperar, llame a la clínica.",
            (MessageState.Closed, false) => "Nobody works on this message any more. If you still need an answer, please write again or call the clinic.",
            (MessageState.Closed, true) => "Ya nadie atiende este mensaje. Si todavía necesita una respuesta, escriba de nuevo o llame a la clínica.",
        };
        sentence = (state.Together > 1, isSpanish) switch
        {
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"{sentence} Your {state.Together} messages are answered together."),
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"{sentence} Sus {state.Together} mensajes se contestan juntos."),
            (false, _) => sentence,
        };
        return state switch
        {
            { ExpectedBy: { } by, Pool: { } key } when !isSpanish => $"{sentence} With: {pool}. You can expect an answer by {TimeOf(by, key, rules, language)}.",
            { ExpectedBy: { } by, Pool: { } key } => $"{sentence} Con: {pool}. Puede esperar una respuesta a más tardar el {TimeOf(by, key, rules, language)}.",
            _ => sentence,
        };
    }

    // By the clock of the pool: that is the one on the clinic's wall.
    private static string TimeOf(DateTimeOffset by, ResourceKey pool, RoutingRules rules, string language)
    {
        var local = NodaTime.Instant.FromDateTimeOffset(by).InZone(rules.CalendarOf(pool).TimeZone).LocalDateTime;
        var (day, month, minute) = ((int)local.DayOfWeek - 1, local.Month - 1, local.Minute.ToString("00", CultureInfo.InvariantCulture));
        return language == StateLanguage.Spanish
            ? string.Create(CultureInfo.InvariantCulture, $"{SpanishDays[day]} {local.Day} de {SpanishMonths[month]} a las {local.Hour}:{minute}")
            : string.Create(CultureInfo.InvariantCulture, $"{EnglishDays[day]}, {EnglishMonths[month]} {local.Day}, {((local.Hour + 11) % 12) + 1}:{minute} {(local.Hour < 12 ? "AM" : "PM")}");
    }
}

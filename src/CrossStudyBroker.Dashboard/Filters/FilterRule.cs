using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Contracts.Schemas;

namespace CrossStudyBroker.Dashboard.Filters;

/// <summary>What one filter takes.</summary>
/// <param name="Name">Its name in an address.</param>
/// <param name="IsList">True if it takes several values and exclamation marks.</param>
/// <param name="Fits">Whether a value has the right form.</param>
/// <param name="Expected">What a value is, in English, after "takes".</param>
/// <param name="Choices">The values there are; null where the form alone decides.</param>
/// <param name="IsOpen">True if there may be other values than the choices; only a slip of one of them is refused.</param>
internal sealed record FilterRule(
    string Name, bool IsList, Predicate<string> Fits, string Expected, Func<InstitutionDirectory, IReadOnlyCollection<string>>? Choices = null, bool IsOpen = false)
{
    private const int Slip = 2;

    /// <summary>What is wrong with a value; null for nothing. Never says the value itself, which may be anything.</summary>
    public string? Against(string value, InstitutionDirectory directory)
    {
        var choices = Choices?.Invoke(directory);
        if (choices?.Contains(value) == true)
        {
            return null;
        }

        var nearest = choices is null ? null : EditDistance.Nearest(value, choices);
        if (Fits(value) && (nearest is null || (IsOpen && EditDistance.Between(value, nearest) > Slip)))
        {
            return null;
        }

        return $"The filter '{Name}' takes {Expected}{(nearest is null ? "" : $"; the nearest is {nearest}")}.";
    }
}

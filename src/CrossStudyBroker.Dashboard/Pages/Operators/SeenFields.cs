using System.Collections;
using System.Reflection;
using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard.Api;
using CrossStudyBroker.Dashboard.Api.Transfers;

namespace CrossStudyBroker.Dashboard.Pages.Operators;

/// <summary>The fields that the operator sees: found in the very types that its answers are made of, so that none can be forgotten.</summary>
internal static class SeenFields
{
    private static readonly Type[] Opened = [typeof(MessageDto.DeliveryDto), typeof(MessageDto.EventDto), typeof(Problem), typeof(DoneDto)];

    /// <summary>Of a message.</summary>
    public static IReadOnlyList<SeenField> OfMessage { get; } = [.. Of(typeof(MessageDto), "")];

    /// <summary>Of one delivery, how people stand with it.</summary>
    public static IReadOnlyList<SeenField> OfTransfer { get; } = [.. Of(typeof(TransferDto), "")];

    /// <summary>What there are texts for.</summary>
    public static IEnumerable<string> Names => OfMessage.Concat(OfTransfer).Select(one => one.Name).Distinct();

    private static IEnumerable<SeenField> Of(Type type, string before)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var path = before + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            yield return new SeenField(path, JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name));
            if (typeof(IEnumerable).IsAssignableFrom(property.PropertyType) && property.PropertyType.GenericTypeArguments is [var item] && Opened.Contains(item))
            {
                foreach (var inner in Of(item, path + "."))
                {
                    yield return inner;
                }
            }
        }
    }
}

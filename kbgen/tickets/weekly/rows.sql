-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t14" AS NOT MATERIALIZED (
  SELECT
    "t4"."id",
    "t4"."language",
    "t4"."channel",
    "t4"."tags",
    "t4"."created" AS "moment",
    COALESCE(ARRAY_LENGTH("t4"."tags"), 0) AS "named"
  FROM "current_ticket" AS "t4"
  WHERE
    NOT (
      "t4"."status" IN ('deleted', 'merged', 'spam')
    )
), "t23" AS NOT MATERIALIZED (
  SELECT
    "t18"."id",
    "t18"."language",
    "t18"."channel",
    "t18"."tags",
    "t18"."moment",
    "t18"."named",
    CASE WHEN "t18"."moment" < "t9"."turn" THEN "t9"."before" ELSE "t9"."after" END AS "weeks_ago"
  FROM "t14" AS "t18"
  INNER JOIN "calendar" AS "t9"
    ON CAST("t18"."moment" AS DATE) = "t9"."day"
), "t26" AS NOT MATERIALIZED (
  SELECT
    *
  FROM (
    SELECT
      "t17"."tag",
      "t17"."language",
      "t17"."channel",
      "t17"."moment",
      "t17"."weeks_ago",
      "t17"."tickets",
      "t17"."tag_right",
      CASE
        WHEN COALESCE("t17"."tag_right", '') = ''
        THEN "t17"."tag"
        ELSE "t17"."topic"
      END AS "topic",
      "t17"."since",
      "t17"."until",
      "t17"."shared",
      (
        COALESCE("t17"."tag_right", '') = ''
      )
      OR (
        (
          "t17"."topic" <> ''
        )
        AND (
          "t17"."moment" >= "t17"."since"
        )
        AND (
          "t17"."moment" < "t17"."until"
        )
      ) AS "holds"
    FROM (
      SELECT
        "t5"."tag",
        "t5"."language",
        "t5"."channel",
        "t6"."moment",
        "t6"."weeks_ago",
        CAST(FLOOR((
          "t5"."tickets" * "t6"."upper"
        ) / (
          "t6"."whole"
        )) AS BIGINT) - CAST(FLOOR((
          "t5"."tickets" * "t6"."lower"
        ) / (
          "t6"."whole"
        )) AS BIGINT) AS "tickets",
        "t8"."tag" AS "tag_right",
        "t8"."topic",
        "t8"."since",
        "t8"."until",
        "t8"."shared"
      FROM "current_count" AS "t5"
      INNER JOIN "period" AS "t6"
        ON "t5"."first" = "t6"."first" AND "t5"."last" = "t6"."last"
      LEFT OUTER JOIN "rule" AS "t8"
        ON "t5"."tag" = "t8"."tag"
    ) AS "t17"
  ) AS "t24"
  WHERE
    "t24"."holds"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t56"."weeks_ago",
        "t56"."topic",
        "t56"."language",
        "t56"."channel",
        "t56"."tickets"
      FROM (
        SELECT
          "t54"."weeks_ago",
          "t54"."language",
          "t54"."channel",
          "t54"."topic",
          COUNT(*) * 1 AS "tickets"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t45"."id",
              "t45"."language",
              "t45"."channel",
              "t45"."moment",
              "t45"."named",
              "t45"."tag",
              "t45"."weeks_ago",
              "t45"."tag_right",
              CASE
                WHEN COALESCE("t45"."tag_right", '') = ''
                THEN "t45"."tag"
                ELSE "t45"."topic"
              END AS "topic",
              "t45"."since",
              "t45"."until",
              "t45"."shared",
              (
                COALESCE("t45"."tag_right", '') = ''
              )
              OR (
                (
                  "t45"."topic" <> ''
                )
                AND (
                  "t45"."moment" >= "t45"."since"
                )
                AND (
                  "t45"."moment" < "t45"."until"
                )
                AND NOT (
                  "t45"."shared"
                )
              ) AS "holds"
            FROM (
              SELECT
                "t36"."id",
                "t36"."language",
                "t36"."channel",
                "t36"."moment",
                "t36"."named",
                "t36"."tag",
                "t36"."weeks_ago",
                "t7"."tag" AS "tag_right",
                "t7"."topic",
                "t7"."since",
                "t7"."until",
                "t7"."shared"
              FROM (
                SELECT
                  *
                FROM (
                  SELECT
                    "t21"."id",
                    "t21"."language",
                    "t21"."channel",
                    "t21"."moment",
                    "t21"."named",
                    "t21"."tag",
                    CASE WHEN "t21"."moment" < "t9"."turn" THEN "t9"."before" ELSE "t9"."after" END AS "weeks_ago"
                  FROM (
                    SELECT
                      "t15"."id",
                      "t15"."language",
                      "t15"."channel",
                      "t15"."moment",
                      "t15"."named",
                      UNNEST("t15"."tags") AS "tag"
                    FROM "t14" AS "t15"
                  ) AS "t21"
                  INNER JOIN "calendar" AS "t9"
                    ON CAST("t21"."moment" AS DATE) = "t9"."day"
                ) AS "t27"
                WHERE
                  "t27"."weeks_ago" >= 0
              ) AS "t36"
              LEFT OUTER JOIN "rule" AS "t7"
                ON "t36"."tag" = "t7"."tag"
            ) AS "t45"
          ) AS "t51"
          WHERE
            "t51"."holds"
        ) AS "t54"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t56"
    ) AS "t58"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t50"."weeks_ago",
        "t50"."topic",
        "t50"."language",
        "t50"."channel",
        "t50"."tickets"
      FROM (
        SELECT
          "t47"."weeks_ago",
          "t47"."language",
          "t47"."channel",
          "t47"."topic",
          COUNT(*) * 1 AS "tickets"
        FROM (
          SELECT DISTINCT
            "t44"."id",
            "t44"."weeks_ago",
            "t44"."topic",
            "t44"."language",
            "t44"."channel"
          FROM (
            SELECT
              "t36"."id",
              "t36"."language",
              "t36"."channel",
              "t36"."moment",
              "t36"."named",
              "t36"."tag",
              "t36"."weeks_ago",
              "t12"."topic",
              "t12"."since",
              "t12"."until",
              "t12"."shared"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t21"."id",
                  "t21"."language",
                  "t21"."channel",
                  "t21"."moment",
                  "t21"."named",
                  "t21"."tag",
                  CASE WHEN "t21"."moment" < "t9"."turn" THEN "t9"."before" ELSE "t9"."after" END AS "weeks_ago"
                FROM (
                  SELECT
                    "t15"."id",
                    "t15"."language",
                    "t15"."channel",
                    "t15"."moment",
                    "t15"."named",
                    UNNEST("t15"."tags") AS "tag"
                  FROM "t14" AS "t15"
                ) AS "t21"
                INNER JOIN "calendar" AS "t9"
                  ON CAST("t21"."moment" AS DATE) = "t9"."day"
              ) AS "t27"
              WHERE
                "t27"."weeks_ago" >= 0
            ) AS "t36"
            INNER JOIN (
              SELECT
                *
              FROM "rule" AS "t2"
              WHERE
                "t2"."shared"
            ) AS "t12"
              ON "t36"."tag" = "t12"."tag"
          ) AS "t44"
          WHERE
            "t44"."moment" >= "t44"."since" AND "t44"."moment" < "t44"."until"
        ) AS "t47"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t50"
    ) AS "t52"
  ) AS "t60"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t34"."weeks_ago",
        '' AS "topic",
        "t34"."language",
        "t34"."channel",
        "t34"."tickets"
      FROM (
        SELECT
          "t29"."weeks_ago",
          "t29"."language",
          "t29"."channel",
          COUNT(*) * 1 AS "tickets"
        FROM (
          SELECT
            *
          FROM "t23" AS "t25"
          WHERE
            "t25"."weeks_ago" >= 0 AND "t25"."named" > 0
        ) AS "t29"
        GROUP BY
          1,
          2,
          3
      ) AS "t34"
    ) AS "t39"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t55"."weeks_ago",
        '' AS "topic",
        "t55"."language",
        "t55"."channel",
        "t55"."tickets"
      FROM (
        SELECT
          "t53"."weeks_ago",
          "t53"."language",
          "t53"."channel",
          COUNT(*) * -1 AS "tickets"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t48"."id",
              "t48"."weeks_ago",
              "t48"."named",
              "t48"."language",
              "t48"."channel",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t36"."id",
                  "t36"."language",
                  "t36"."channel",
                  "t36"."moment",
                  "t36"."named",
                  "t36"."tag",
                  "t36"."weeks_ago",
                  "t13"."topic",
                  "t13"."since",
                  "t13"."until",
                  "t13"."shared"
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t21"."id",
                      "t21"."language",
                      "t21"."channel",
                      "t21"."moment",
                      "t21"."named",
                      "t21"."tag",
                      CASE WHEN "t21"."moment" < "t9"."turn" THEN "t9"."before" ELSE "t9"."after" END AS "weeks_ago"
                    FROM (
                      SELECT
                        "t15"."id",
                        "t15"."language",
                        "t15"."channel",
                        "t15"."moment",
                        "t15"."named",
                        UNNEST("t15"."tags") AS "tag"
                      FROM "t14" AS "t15"
                    ) AS "t21"
                    INNER JOIN "calendar" AS "t9"
                      ON CAST("t21"."moment" AS DATE) = "t9"."day"
                  ) AS "t27"
                  WHERE
                    "t27"."weeks_ago" >= 0
                ) AS "t36"
                INNER JOIN (
                  SELECT
                    *
                  FROM "rule" AS "t2"
                  WHERE
                    "t2"."topic" = ''
                ) AS "t13"
                  ON "t36"."tag" = "t13"."tag"
              ) AS "t46"
              WHERE
                "t46"."moment" >= "t46"."since" AND "t46"."moment" < "t46"."until"
            ) AS "t48"
            GROUP BY
              1,
              2,
              3,
              4,
              5
          ) AS "t49"
          WHERE
            "t49"."idle" = "t49"."named"
        ) AS "t53"
        GROUP BY
          1,
          2,
          3
      ) AS "t55"
    ) AS "t57"
  ) AS "t59"
) AS "t61"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t35"."weeks_ago",
        '' AS "topic",
        "t35"."language",
        "t35"."channel",
        "t35"."tickets"
      FROM (
        SELECT
          "t30"."weeks_ago",
          "t30"."language",
          "t30"."channel",
          COUNT(*) * 1 AS "tickets"
        FROM (
          SELECT
            *
          FROM "t23" AS "t25"
          WHERE
            "t25"."weeks_ago" >= 0
        ) AS "t30"
        GROUP BY
          1,
          2,
          3
      ) AS "t35"
    ) AS "t40"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t32"."weeks_ago",
        "t32"."topic",
        "t32"."language",
        "t32"."channel",
        "t32"."tickets"
      FROM (
        SELECT
          "t28"."weeks_ago",
          "t28"."language",
          "t28"."channel",
          "t28"."topic",
          SUM("t28"."tickets") AS "tickets"
        FROM "t26" AS "t28"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t32"
    ) AS "t37"
  ) AS "t42"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t33"."weeks_ago",
        '' AS "topic",
        "t33"."language",
        "t33"."channel",
        "t33"."tickets"
      FROM (
        SELECT
          "t28"."weeks_ago",
          "t28"."language",
          "t28"."channel",
          SUM("t28"."tickets") AS "tickets"
        FROM "t26" AS "t28"
        GROUP BY
          1,
          2,
          3
      ) AS "t33"
    ) AS "t38"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'all' AS "measure",
        "t20"."weeks_ago",
        '' AS "topic",
        "t20"."language",
        "t20"."channel",
        "t20"."tickets"
      FROM (
        SELECT
          "t16"."weeks_ago",
          "t16"."language",
          "t16"."channel",
          SUM("t16"."tickets") AS "tickets"
        FROM (
          SELECT
            "t5"."tag",
            "t5"."language",
            "t5"."channel",
            "t6"."moment",
            "t6"."weeks_ago",
            CAST(FLOOR((
              "t5"."tickets" * "t6"."upper"
            ) / (
              "t6"."whole"
            )) AS BIGINT) - CAST(FLOOR((
              "t5"."tickets" * "t6"."lower"
            ) / (
              "t6"."whole"
            )) AS BIGINT) AS "tickets"
          FROM "current_count" AS "t5"
          INNER JOIN "period" AS "t6"
            ON "t5"."first" = "t6"."first" AND "t5"."last" = "t6"."last"
        ) AS "t16"
        GROUP BY
          1,
          2,
          3
      ) AS "t20"
    ) AS "t22"
  ) AS "t41"
) AS "t43"
